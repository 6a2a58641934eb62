import type { OptionsByKind } from './options.ts';

/** Fraction bits of positions. */
const BITS = 10;
/** Positions are 32-bit numbers with those bits. */
const MAX_EXTENT = 2 ** 20;

/** Where the outputs along one axis lie between inputs: the first one's position and the distance to the next, times 2^10. */
export interface Sampling {
  readonly first: number;
  readonly step: number;
}

/** tensorflow/lite/kernels/internal/reference/resize_bilinear.h, ResizeBilinearInteger. */
export const samplingOf = (
  input: number,
  output: number,
  { alignCorners, halfPixelCenters }: OptionsByKind['RESIZE_BILINEAR'],
): Sampling => {
  const [from, to] = alignCorners && output > 1 ? [input - 1, output - 1] : [input, output];
  const step = Math.floor((2 ** BITS * from + Math.floor(to / 2)) / to);
  return { first: halfPixelCenters ? Math.floor(step / 2) - 2 ** (BITS - 1) : 0, step };
};

/** Rounded steps may add up to a position behind the last input, where the reference reads what is not there. */
export const leavesInput = (input: number, output: number, options: OptionsByKind['RESIZE_BILINEAR']): boolean => {
  const { first, step } = samplingOf(input, output, options);
  return input > 0 && Math.floor((first + (output - 1) * step) / 2 ** BITS) >= input;
};

export const isTooLarge = (extents: readonly number[]): boolean => extents.some((extent) => extent > MAX_EXTENT);
