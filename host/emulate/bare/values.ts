import type { ValueType } from '../../aot/wasm/module.ts';

/** A number for i32 and f32, a bigint for i64 and f64, all signed: floats are their bits, since NaNs have many. */
export type WasmValue = number | bigint;

export const isWide = (type: ValueType): boolean => type === 'i64' || type === 'f64';

/** Words, low first, as the compiler passes them. */
export const toWords = (values: readonly WasmValue[], types: readonly ValueType[]): number[] =>
  values.flatMap((value, at) => {
    const bits = BigInt(value);
    const low = Number(BigInt.asUintN(32, bits));
    return isWide(types[at] as ValueType) ? [low, Number(BigInt.asUintN(32, bits >> 32n))] : [low];
  });

export const fromWords = (words: readonly number[], types: readonly ValueType[]): WasmValue[] => {
  let at = 0;
  return types.map((type) => {
    const low = words[at++] ?? 0;
    return isWide(type) ? BigInt.asIntN(64, (BigInt(words[at++] ?? 0) << 32n) | BigInt(low >>> 0)) : low | 0;
  });
};
