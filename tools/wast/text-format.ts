import wabt from 'wabt';
import { decode } from '../../host/aot/wasm/decode.ts';
import type { ValueType } from '../../host/aot/wasm/module.ts';
import { keywordOf, type List, type Node, wordAt } from './s-expression.ts';
import type { ModuleSource } from './script.ts';

const features = {
  mutable_globals: true,
  sat_float_to_int: true,
  sign_extension: true,
  multi_value: true,
  bulk_memory: true,
  reference_types: true,
  simd: false,
  exceptions: false,
};

const tools = await wabt();

/** The text format is wabt's to read. @throws Error if it is no text format */
export const toBinary = (text: string): Uint8Array => {
  // Of a string it would take the low byte of each character.
  const parsed = tools.parseWat('module.wat', new TextEncoder().encode(text), features);
  try {
    return parsed.toBinary({}).buffer;
  } finally {
    parsed.destroy();
  }
};

/** @throws Error where the text is not of the format */
export const bytesOf = ({ form, bytes, text }: ModuleSource): Uint8Array =>
  form === 'binary' ? bytes : toBinary(text);

/** A constant of a script: its bits, any of a kind of NaN, or a reference. */
export type Constant =
  | { readonly kind: 'number'; readonly type: ValueType; readonly bits: bigint }
  | { readonly kind: 'nan'; readonly isCanonical: boolean }
  /** The host's own, by number; any function; null. */
  | { readonly kind: 'extern'; readonly number: number }
  | { readonly kind: 'function' }
  | { readonly kind: 'null' };

/**
 * The constants `(i32.const 1)`, `(f32.const nan:canonical)`, `(ref.null func)`, … of a script. Numbers are written in many
 * ways, floats above all: wabt reads them as the globals of one module.
 */
export const constantReader = (lists: readonly List[], source: string): ((list: List) => Constant) => {
  const isNumber = (list: List) => /^[if](32|64)\.const$/.test(keywordOf(list)) && !isNanPattern(list);
  const numbers = [...new Set(lists.filter(isNumber).map(({ start, end }) => source.slice(start, end)))];
  const globals = numbers.map((text) => `(global ${text.slice(1, 4)} ${text})`).join('\n');
  const values = decode(toBinary(`(module ${globals})`)).globals;
  const known = new Map(numbers.map((text, at) => [text, values[at]?.source]));
  return (list) => {
    if (isNanPattern(list)) return { kind: 'nan', isCanonical: list.items.some(isCanonical) };
    if (keywordOf(list) === 'ref.null') return { kind: 'null' };
    if (keywordOf(list) === 'ref.extern') return { kind: 'extern', number: Number(wordAt(list, 1) ?? 0) };
    if (keywordOf(list) === 'ref.func') return { kind: 'function' };
    const text = source.slice(list.start, list.end);
    const value = known.get(text);
    if (value && 'init' in value && value.init.kind === 'number') return value.init;
    throw new SyntaxError(`no constant: ${text}`);
  };
};

const isCanonical = (node: Node): boolean => node.kind === 'word' && node.text === 'nan:canonical';
const isNanPattern = ({ items }: List): boolean =>
  items.some((node) => node.kind === 'word' && /^nan:(canonical|arithmetic)$/.test(node.text));
