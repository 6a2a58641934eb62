import type { ValueType } from '../../wasm/module.ts';

const view = new DataView(new ArrayBuffer(8));

/** A float as a constant that is read as the same bits; undefined if it is not finite. */
export const floatText = (type: ValueType, bits: bigint): string | undefined => {
  view.setBigUint64(0, type === 'f32' ? BigInt.asUintN(32, bits) << 32n : bits);
  const value = type === 'f32' ? view.getFloat32(0) : view.getFloat64(0);
  if (!Number.isFinite(value)) return undefined;
  const digits = Object.is(value, -0) ? '-0' : `${value}`;
  return `${/[.e]/.test(digits) ? digits : `${digits}.0`}${type === 'f32' ? 'f' : ''}`;
};
