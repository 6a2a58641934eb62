import { encodeModule, op } from '../../support/wasm-encoder.ts';
import { type Opcode, opcodes } from '../../support/wasm-opcodes.ts';
import { type Outcome, showOutcome, type WasmValue } from '../../support/wasm-values.ts';

export type OperandType = 'i32' | 'i64' | 'f32' | 'f64';

export interface Operation {
  /** Of the library's function: the instruction's, with an underscore. */
  readonly name: string;
  readonly instruction: string;
  readonly params: readonly OperandType[];
  readonly result: OperandType;
}

const isFloat = (type: string): boolean => type === 'f32' || type === 'f64';
const isComputed = ([name, { params = [], results = [], immediates }]: [string, Opcode]): boolean =>
  immediates.length === 0 && [...params, ...results].some(isFloat) && !/abs|neg|copysign|reinterpret/.test(name);

/** The float instructions that need a library; what only touches signs, or nothing, does not. */
export const operations: readonly Operation[] = Object.entries(opcodes)
  .filter(isComputed)
  .map(([instruction, { params, results }]) => ({
    name: instruction.replace('.', '_'),
    instruction,
    params: params as readonly OperandType[],
    result: results?.[0] as OperandType,
  }));

/** Each instruction as a function of the library's name: the reference is what the engine makes of it. */
export const nativeModule = (): Uint8Array =>
  encodeModule({
    functions: operations.map(({ name, instruction, params, result }) => ({
      name,
      params,
      results: [result],
      body: [params.map((_, at) => op('local.get', at)), op(instruction)],
    })),
  });

const CANONICAL_F32 = 0x7fc0_0000;
const CANONICAL_F64 = 0x7ff8_0000_0000_0000n;
const isNaN32 = (bits: number): boolean => (bits & 0x7fff_ffff) > 0x7f80_0000;
const isNaN64 = (bits: bigint): boolean => BigInt.asUintN(63, bits) > 0x7ff0_0000_0000_0000n;

/**
 * What the library must give where the engine gave `native`. Core specification 4.3.3 (nans): with operands that are no NaN, or
 * canonical ones, a NaN result is canonical and of either sign; with others it may be any that has the quiet bit. The library's
 * is always the canonical one without a sign, which both allow; the engine's is any of them.
 */
const determined = ({ result }: Operation, native: Outcome): Outcome => {
  const [value] = native.values ?? [];
  if (result === 'f32' && isNaN32(value as number)) return { values: [CANONICAL_F32] };
  if (result === 'f64' && isNaN64(value as bigint)) return { values: [CANONICAL_F64] };
  return native;
};

interface Machine {
  call(name: string, ...args: readonly WasmValue[]): Outcome;
}

const hex = (value: WasmValue): string =>
  typeof value === 'bigint' ? BigInt.asUintN(64, value).toString(16) : (value >>> 0).toString(16);

/** Fails unless both machines give the same bits, or both trap. */
export const checkCalls = (
  operation: Operation,
  [library, native]: readonly [Machine, Machine],
  calls: Iterable<readonly WasmValue[]>,
): void => {
  const { name } = operation;
  for (const args of calls) {
    const actual = showOutcome(library.call(name, ...args));
    const expected = showOutcome(determined(operation, native.call(name, ...args)));
    if (actual !== expected) throw new Error(`${name}(${args.map(hex).join(', ')}) gave ${actual}, not ${expected}`);
  }
};
