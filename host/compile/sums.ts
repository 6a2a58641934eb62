import type { Interval } from './channels/interval.ts';
import type { Filter, Scaling } from './convolution.ts';

/** A filter's bias with what the input's zero point adds to each sum: then the input's bytes are multiplied as they are. */
export const foldedBias = ({ taps, bias }: Filter, { inputZero, isZeroFolded }: Scaling): number => {
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return isZeroFolded ? bias : (bias - Math.imul(inputZero, sum)) | 0;
};

/** All sums of a filter over s8, from its folded bias on. */
export const sumsOf = ({ taps }: Filter, bias: number): Interval => {
  const extreme = (falling: number, rising: number) =>
    taps.reduce((sum, tap) => sum + tap * (tap < 0 ? falling : rising), bias);
  return { min: extreme(127, -128), max: extreme(-128, 127) };
};
