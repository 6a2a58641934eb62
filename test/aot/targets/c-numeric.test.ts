import type { ValueType } from '../../../host/aot/wasm/module.ts';
import { needsCompiler } from '../../support/c-compiler.ts';
import { checkInC } from '../../support/wasm-c.ts';
import type { Call } from '../../support/wasm-compare.ts';
import { constant, type FunctionSpec, op } from '../../support/wasm-encoder.ts';
import { type Opcode, opcodes } from '../../support/wasm-opcodes.ts';
import type { WasmValue } from '../../support/wasm-values.ts';

type Float = 'f32' | 'f64';

/** Where rounding and conversion decide: halves, the ends of integers and of significands, subnormals; both signs. */
const magnitudes = [
  ...[0, 0.25, 0.5, 1, 1.5, 2.5, 3.5, Math.PI, 2 ** 22 + 0.5, 2 ** 23 - 0.5, 2 ** 23 + 1, 2 ** 24 - 1],
  ...[2 ** 31 - 1, 2 ** 31 - 0.5, 2 ** 31, 2 ** 31 + 0.5, 2 ** 31 + 1, 2 ** 32 - 1, 2 ** 32 - 0.5, 2 ** 32],
  ...[2 ** 52 - 0.5, 2 ** 52 + 1, 2 ** 53 - 1, 2 ** 63 - 1024, 2 ** 63, 2 ** 64 - 2048, 2 ** 64],
  ...[2 ** -126, 2 ** -127 + 2 ** -149, 2 ** -149, 2 ** -1074, 1 - 2 ** -24, 3.4028234663852886e38, 1e300, Infinity],
];
const view = new DataView(new ArrayBuffer(8));
const bitsOf = (type: Float, value: number): bigint => {
  if (type === 'f32') view.setFloat32(0, value);
  else view.setFloat64(0, value);
  return type === 'f32' ? BigInt(view.getUint32(0)) : view.getBigUint64(0);
};
const nans: Readonly<Record<Float, readonly bigint[]>> = {
  f32: [0x7fc0_0000n, 0xffc0_1234n, 0x7f80_0001n],
  f64: [0x7ff8_0000_0000_0000n, 0xfff8_0000_0000_1234n, 0x7ff0_0000_0000_0001n],
};
const floats = (type: Float): bigint[] => [
  ...new Set(magnitudes.flatMap((value) => [bitsOf(type, value), bitsOf(type, -value)])),
  ...nans[type],
];
const integers: Readonly<Record<string, readonly bigint[]>> = {
  i32: [0, 1, 2, 31, 32, 0x80, 0xffff, 0x7fff_ffff].flatMap((value) => [BigInt(value), ~BigInt(value)]),
  i64: [0n, 1n, 2n, 63n, 64n, 0x8000_0000n, 0xffff_ffffn, 0x1234_5678_9abc_def0n, 0x7fff_ffff_ffff_ffffn].flatMap(
    (value) => [value, ~value],
  ),
};
const edges = (type: ValueType): readonly bigint[] => integers[type] ?? floats(type as Float);
/** Of two operands fewer: their squares count. */
const few = (type: ValueType): readonly bigint[] => edges(type).filter((_, at) => at < 10 || at % 7 === 0);
const asValue = (type: ValueType, bits: bigint): WasmValue =>
  type === 'i64' || type === 'f64' ? BigInt.asIntN(64, bits) : Number(BigInt.asIntN(32, bits));

const numeric = Object.entries(opcodes).filter(
  ([, { params, immediates }]: [string, Opcode]) => params !== undefined && immediates.length === 0,
);

describe('numeric instructions in C', () => {
  for (const group of ['i32', 'i64', 'f32', 'f64'])
    it(`${group}: what they give in Node, operands known or not`, function () {
      needsCompiler(this);
      const functions: FunctionSpec[] = [];
      const calls: Call[] = [];
      for (const [at, [name, { params = [], results = [] }]] of numeric.entries()) {
        if (!name.startsWith(group)) continue;
        const [left = 'i32', right] = params;
        const get = params.map((_, index) => op('local.get', index));
        functions.push({ name: `f${at}`, params, results, body: [get, op(name)] });
        for (const a of right ? few(left) : edges(left))
          if (!right) calls.push([`f${at}`, asValue(left, a)]);
          else for (const b of few(right)) calls.push([`f${at}`, asValue(left, a), asValue(right, b)]);
        for (const [index, known] of few(right ?? left).entries()) {
          if (index % 3 !== 0) continue;
          const body = right
            ? [op('local.get', 0), constant(right, known), op(name)]
            : [constant(left, known), op(name)];
          functions.push({ name: `k${at}_${index}`, params: right ? [left] : [], results, body });
          for (const a of right ? few(left) : [0n])
            calls.push([`k${at}_${index}`, ...(right ? [asValue(left, a)] : [])]);
        }
      }
      checkInC([{ name: group, spec: { functions }, calls, isAnyNan: true }]);
    });
});
