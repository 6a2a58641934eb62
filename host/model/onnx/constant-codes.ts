import { damaged } from '../errors.ts';
import type { DType } from '../graph.ts';
import { elements } from '../shapes.ts';
import { type Constant, constantOf } from './constant.ts';
import { Refusal } from './refusal.ts';
import type { QuantizedConstant, Storage } from './values.ts';

/** Round half to even, as ONNX's QuantizeLinear does. */
const roundEven = (value: number): number => {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
};

const codeRanges: Readonly<Record<string, readonly [number, number]>> = {
  int4: [-8, 7],
  int8: [-128, 127],
  uint8: [0, 255],
  int16: [-32768, 32767],
  int32: [-(2 ** 31), 2 ** 31 - 1],
};

/** A real constant's codes, computed in float32 as QuantizeLinear does. */
export const quantizedConstant = (
  { dtype, shape, values }: Constant,
  { scales, zeroPoints }: { readonly scales: readonly number[]; readonly zeroPoints: readonly number[] },
  axis: number,
  to: string,
): Constant => {
  const range = codeRanges[to];
  if (dtype !== 'float32' || !range) throw new Refusal(`quantises a ${dtype} constant to ${to}`);
  if (scales.length > 1 && shape[axis] !== scales.length)
    throw damaged(`${scales.length} scales for axis ${axis} of [${shape}]`);
  const inner = elements(shape.slice(axis + 1));
  const codes = Array.from(values, (value, at) => {
    const slice = scales.length > 1 ? Math.floor(at / inner) % scales.length : 0;
    const code = roundEven(Math.fround(value / (scales[slice] as number))) + (zeroPoints[slice] as number);
    return Math.max(range[0], Math.min(range[1], code));
  });
  return constantOf(to as DType, shape, codes);
};

/** The real numbers of a constant. */
export const realOf = (value: Constant | QuantizedConstant): Constant => {
  if (value.kind === 'constant') {
    if (value.dtype !== 'float32') throw new Refusal(`a ${value.dtype} constant as real numbers`);
    return value;
  }
  const { codes, shape, scales, zeroPoints, axis } = value;
  const inner = elements(shape.slice(axis + 1));
  const reals = Array.from(codes.values, (code, at) => {
    const slice = scales.length > 1 ? Math.floor(at / inner) % scales.length : 0;
    return (code - (zeroPoints[slice] as number)) * (scales[slice] as number);
  });
  return constantOf('float32', shape, reals);
};

/** A constant's codes in the storage of an activation. */
export const codesOf = (
  value: Constant | QuantizedConstant,
  { scale, zeroPoint, dtype }: Omit<Storage, 'name'>,
): Constant =>
  quantizedConstant(realOf(value), { scales: [scale], zeroPoints: [zeroPoint] }, 0, dtype === 'uint8' ? 'int8' : dtype);
