import type { DType, Padding, Tensor } from './graph.ts';

/** Bytes of one element; int4 packs two to a byte, `string` and handles have no fixed size. */
const elementBytes: Partial<Record<DType, number>> = {
  bool: 1,
  int4: 0.5,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  float16: 2,
  int32: 4,
  uint32: 4,
  float32: 4,
  int64: 8,
  uint64: 8,
  float64: 8,
  complex64: 8,
  complex128: 16,
};

export const elements = (shape: readonly number[]): number => shape.reduce((product, extent) => product * extent, 1);

export const tensorBytes = ({ dtype, shape }: Pick<Tensor, 'dtype' | 'shape'>): number =>
  Math.ceil(elements(shape) * (elementBytes[dtype] ?? 0));

/** Output extent of a sliding window (TFLite kernels/padding.h: SAME rounds up, VALID counts whole windows). */
export const windowOutput = (
  input: number,
  window: number,
  stride: number,
  dilation: number,
  padding: Padding,
): number => {
  const span = (window - 1) * dilation + 1;
  return padding === 'same' ? Math.ceil(input / stride) : Math.ceil((input - span + 1) / stride);
};

/** Padding before the first element; an odd total leaves the larger half behind (TFLite kernels/padding.h). */
export const windowPadding = (
  input: number,
  output: number,
  window: number,
  stride: number,
  dilation: number,
): number => {
  const span = (window - 1) * dilation + 1;
  return Math.floor(Math.max(0, (output - 1) * stride + span - input) / 2);
};

/** Numpy-style broadcast of two shapes, or undefined. */
export const broadcast = (a: readonly number[], b: readonly number[]): number[] | undefined => {
  const rank = Math.max(a.length, b.length);
  const result: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const x = a[axis - rank + a.length] ?? 1;
    const y = b[axis - rank + b.length] ?? 1;
    if (x !== y && x !== 1 && y !== 1) return undefined;
    result.push(x === 1 ? y : x);
  }
  return result;
};
