import type { DType, Padding, Pads, Tensor } from './graph.ts';

/** Bytes of one element; int4 packs two to a byte, `string` and handles have no fixed size. */
const bytesByType: Partial<Record<DType, number>> = {
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

/** Whether elements of a type take a known number of bytes. */
export const hasElements = (dtype: DType): boolean => bytesByType[dtype] !== undefined;

export const elementBytes = (dtype: DType): number => bytesByType[dtype] ?? 0;

export const elements = (shape: readonly number[]): number => shape.reduce((product, extent) => product * extent, 1);

export const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((extent, axis) => extent === b[axis]);

export const tensorBytes = ({ dtype, shape }: Pick<Tensor, 'dtype' | 'shape'>): number =>
  Math.ceil(elements(shape) * elementBytes(dtype));

/** Output extent of a sliding window (TFLite kernels/padding.h: SAME rounds up, VALID counts whole windows). */
export const windowOutput = (
  input: number,
  window: number,
  stride: number,
  dilation: number,
  padding: Exclude<Padding, Pads>,
): number => {
  const span = (window - 1) * dilation + 1;
  return padding === 'same' ? Math.ceil(input / stride) : Math.ceil((input - span + 1) / stride);
};

/** A window that slides over height and width; each pair is [h, w]. */
export interface Sliding {
  readonly input: readonly [h: number, w: number];
  readonly output: readonly [h: number, w: number];
  readonly kernel: readonly [h: number, w: number];
  readonly stride: readonly [h: number, w: number];
  readonly dilation: readonly [h: number, w: number];
  readonly padding: Padding;
}

/** Elements added on each side; of an odd total the larger half comes behind (TFLite kernels/padding.h). */
export const windowPads = ({ input, output, kernel, stride, dilation, padding }: Sliding): Pads => {
  if (typeof padding !== 'string') return padding;
  const total = (axis: 0 | 1) =>
    Math.max(0, (output[axis] - 1) * stride[axis] + (kernel[axis] - 1) * dilation[axis] + 1 - input[axis]);
  const [h, w] = [total(0), total(1)];
  return { top: h >> 1, bottom: h - (h >> 1), left: w >> 1, right: w - (w >> 1) };
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
