import { decode } from '../../../host/aot/wasm/decode.ts';
import {
  type FunctionType,
  functionTypeOf,
  type Global,
  type ValueType,
  type WasmModule,
} from '../../../host/aot/wasm/module.ts';
import type { WasmValue } from '../../../host/emulate/bare/values.ts';
import type { WasmRandom } from '../wasm-random.ts';
import { comparable } from './comparable.ts';
import { surroundingsOf } from './surroundings.ts';

export interface Program {
  /** For messages. */
  readonly name: string;
  readonly wasm: Uint8Array;
  readonly module: WasmModule;
  /** See surroundings.ts. */
  readonly surroundings: Uint8Array;
  /** Calls of its functions, once it is instantiated. */
  readonly calls: readonly Call[];
}

export interface Call {
  readonly name: string;
  readonly type: FunctionType;
  /** Floats by their bits; references are all null. */
  readonly args: readonly (WasmValue | null)[];
}

/** A module and what it imports, in one implementation. What happens is told as text; of a reference whether there is one. */
export interface Machine {
  readonly name: string;
  instantiate(): string;
  call(call: Call): string;
  global(name: string, type: ValueType): string;
  memory(): Uint8Array;
  /** Of all that the imported functions were given. */
  log(): string;
}

const isReference = (type: ValueType | undefined): boolean => type === 'funcref' || type === 'externref';
export const show = (values: readonly unknown[], types: readonly ValueType[]): string =>
  values.map((value, at) => (isReference(types[at]) ? (value ? 'reference' : 'null') : String(value))).join(', ');

const VECTORS = 3;

/** A module with random calls of all its functions. */
export const programOf = (
  name: string,
  source: Uint8Array,
  random: WasmRandom,
  value = (type: ValueType): WasmValue => random.value(type),
): Program => {
  const wasm = comparable(source, decode(source));
  const module = decode(wasm);
  const functions = module.exports.filter(({ kind }) => kind === 'function');
  const calls = Array.from({ length: VECTORS }, () =>
    functions.map(({ name, index }): Call => {
      const type = functionTypeOf(module, index);
      return { name, type, args: type.params.map((param) => (isReference(param) ? null : value(param))) };
    }),
  ).flat();
  return { name, wasm, module, surroundings: surroundingsOf(module), calls };
};

/** The globals that a program compares. */
export const globalsOf = ({ module }: Program): { readonly name: string; readonly type: ValueType }[] =>
  module.exports.flatMap(({ kind, name, index }) =>
    kind === 'global' ? [{ name, type: (module.globals[index] as Global).type }] : [],
  );

/** FNV-1a. */
const hash = (bytes: Uint8Array): number => {
  let sum = 0x811c_9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x0100_0193);
  return sum >>> 0;
};

/** All that a program does, a line each. */
export const linesOf = (machine: Machine, program: Program): string[] => {
  const begun = machine.instantiate();
  const lines = [`instantiation: ${begun}`, `log: ${machine.log()}`];
  if (begun !== '') return lines;
  for (const call of program.calls) lines.push(`${call.name}(${call.args.join(', ')}): ${machine.call(call)}`);
  lines.push(`log: ${machine.log()}`);
  for (const { name, type } of globalsOf(program)) lines.push(`${name}: ${machine.global(name, type)}`);
  return [...lines, `memory: ${hash(machine.memory())}`];
};
