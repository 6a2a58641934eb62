import type { ValueType } from '../../host/aot/wasm/module.ts';
import { opcodes } from './wasm-opcodes.ts';

/** Bytes, nested as they were put together. */
export type Code = number | readonly Code[];

export const unsigned = (value: number | bigint): number[] => {
  const bytes: number[] = [];
  for (let rest = BigInt(value); ; rest >>= 7n) {
    if (rest < 128n) return [...bytes, Number(rest)];
    bytes.push(Number(rest & 127n) | 0x80);
  }
};

const signed = (value: number | bigint): number[] => {
  const bytes: number[] = [];
  for (let rest = BigInt(value); ; rest >>= 7n) {
    if (rest >= -64n && rest < 64n) return [...bytes, Number(rest & 127n)];
    bytes.push(Number(rest & 127n) | 0x80);
  }
};

const typeBytes: Readonly<Record<ValueType, number>> = {
  i32: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
  funcref: 0x70,
  externref: 0x6f,
};
export const typeByte = (type: ValueType): number => typeBytes[type];
export const vector = (items: readonly Code[]): Code => [unsigned(items.length), items];

export type Operand = number | bigint | ValueType | readonly number[] | undefined;

/** One instruction by its name in the text format: `op('i32.load', align, offset)`, `op('block', 'i32')`. */
export const op = (name: string, ...operands: readonly Operand[]): Code => {
  const opcode = opcodes[name];
  if (!opcode) throw new RangeError(`no instruction ${name}`);
  const immediates = opcode.immediates.map((kind, at): Code => {
    const operand = operands[at];
    if (kind === 'block' && operand === undefined) return 0x40;
    if (typeof operand === 'string') return typeByte(operand);
    if (kind === 'table') {
      const targets = operand as readonly number[];
      return [unsigned(targets.length - 1), targets.map((target) => unsigned(target))];
    }
    if (kind === 'f32' || kind === 'f64') return littleEndian(operand as number | bigint, kind === 'f32' ? 4 : 8);
    return kind === 'u' ? unsigned((operand ?? 0) as number) : signed(operand as number | bigint);
  });
  return [...opcode.bytes, ...immediates];
};

const littleEndian = (bits: number | bigint, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, at) => Number((BigInt(bits) >> BigInt(8 * at)) & 255n));

/** Floats by their bits. */
export const constant = (type: ValueType, value: number | bigint): Code => {
  if (type === 'i32') return op('i32.const', Number(value) | 0);
  if (type === 'i64') return op('i64.const', BigInt.asIntN(64, BigInt(value)));
  return type === 'f32' || type === 'f64' ? op(`${type}.const`, value) : op('ref.null', type);
};

export interface FunctionSpec {
  readonly name?: string;
  readonly params?: readonly ValueType[];
  readonly results?: readonly ValueType[];
  readonly locals?: readonly ValueType[];
  /** Without the closing `end`. */
  readonly body: Code;
}

interface LimitsSpec {
  readonly min: number;
  readonly max?: number;
}

export interface ModuleSpec {
  /** Types besides those of the functions, for blocks; they come first, so that their indices are known. */
  readonly types?: readonly { readonly params: readonly ValueType[]; readonly results: readonly ValueType[] }[];
  /** Imported functions: they come first in the index space of functions. */
  readonly imports?: readonly Code[];
  /** Imports that are not functions, besides the memory. */
  readonly otherImports?: readonly Code[];
  readonly functions: readonly FunctionSpec[];
  readonly tables?: readonly (LimitsSpec & { readonly type: ValueType })[];
  /** A memory of its own, exported as `memory`; without it, one is imported. */
  readonly memory?: LimitsSpec;
  readonly globals?: readonly {
    readonly type: ValueType;
    readonly isMutable?: boolean;
    readonly init: number | bigint;
  }[];
  /** Further exports of functions. */
  readonly aliases?: readonly { readonly name: string; readonly index: number }[];
  /** Debug names of functions. */
  readonly names?: readonly (readonly [index: number, name: string])[];
  /** Sections as they are, before and behind the code section. */
  readonly before?: Code;
  readonly after?: Code;
}

export const text = (value: string): Code => {
  const bytes = [...new TextEncoder().encode(value)];
  return [unsigned(bytes.length), bytes];
};

export const flatten = (code: Code): number[] => {
  const bytes: number[] = [];
  const walk = (part: Code) => {
    if (typeof part === 'number') bytes.push(part);
    else for (const inner of part) walk(inner);
  };
  walk(code);
  return bytes;
};

export const section = (id: number, contents: Code): Code => {
  const bytes = flatten(contents);
  return [id, unsigned(bytes.length), bytes];
};

/** An import of a function by the index of its type. */
export const importFunction = (module: string, name: string, type: number): Code => [
  text(module),
  text(name),
  0,
  unsigned(type),
];
const importMemory: Code = [text('env'), text('memory'), 2, 0, 0];

const limits = ({ min, max }: LimitsSpec): Code =>
  max === undefined ? [0, unsigned(min)] : [1, unsigned(min), unsigned(max)];

const functionType = (params: readonly ValueType[], results: readonly ValueType[]): Code => [
  0x60,
  vector(params.map(typeByte)),
  vector(results.map(typeByte)),
];

/** Named functions are exported, and mutable globals as `global<index>`. */
export const encodeModule = (spec: ModuleSpec): Uint8Array => {
  const {
    types = [],
    imports = [],
    otherImports = [],
    functions,
    tables = [],
    memory,
    globals = [],
    aliases = [],
    names = [],
    before = [],
    after = [],
  } = spec;
  const body = ({ locals = [], body: code }: FunctionSpec): Code => {
    const bytes = flatten([vector(locals.map((type) => [1, typeByte(type)])), code, op('end')]);
    return [unsigned(bytes.length), bytes];
  };
  const exports = functions.flatMap(({ name }, at) =>
    name === undefined ? [] : [[text(name), 0, unsigned(imports.length + at)]],
  );
  const exportedAliases = aliases.map(({ name, index }) => [text(name), 0, unsigned(index)]);
  const debugNames = vector(names.map(([index, name]) => [unsigned(index), text(name)]));
  const exportedGlobals = globals.flatMap(({ isMutable }, at) =>
    isMutable ? [[text(`global${at}`), 3, unsigned(at)]] : [],
  );
  const exportedMemory = memory ? [[text('memory'), 2, 0]] : [];
  return Uint8Array.from(
    flatten([
      [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, vector([...types, ...functions].map((t) => functionType(t.params ?? [], t.results ?? [])))),
      section(2, vector([...imports, ...otherImports, ...(memory ? [] : [importMemory])])),
      section(3, vector(functions.map((_, at) => unsigned(types.length + at)))),
      section(4, vector(tables.map(({ type, ...size }) => [typeByte(type), limits(size)]))),
      section(5, vector(memory ? [limits(memory)] : [])),
      section(
        6,
        vector(
          globals.map(({ type, isMutable, init }) => [typeByte(type), isMutable ? 1 : 0, constant(type, init), 0x0b]),
        ),
      ),
      section(7, vector([...exports, ...exportedAliases, ...exportedGlobals, ...exportedMemory])),
      before,
      section(10, vector(functions.map(body))),
      after,
      // Core specification 7.4.1: subsection 1 of `name` holds those of functions.
      names.length > 0 ? section(0, [text('name'), section(1, debugNames)]) : [],
    ]),
  );
};
