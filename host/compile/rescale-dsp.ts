import type { Filter, Scaling } from './convolution.ts';

/** The largest magnitude of an s8, and of what one tap of weight 1 adds to a sum. */
const MAX_S8 = 128;

/** s32 fields of a filter for the DSP tiles, whose bias accounts for the input's zero point; see `requantize_to_s8`. */
export interface DspFilter {
  readonly taps: readonly number[];
  readonly bias: number;
  readonly rescale: readonly [multiplier: number, offset: number, exponent: number];
}

/** A filter for the DSP tiles; undefined where sums may leave the range in which their shorter rescaling is exact. */
const dspFilter = ({ taps, bias, rescale }: Filter, { inputZero, isZeroFolded, output }: Scaling) => {
  const sum = taps.reduce((total, tap) => total + tap, 0);
  const magnitude = taps.reduce((total, tap) => total + Math.abs(tap), 0);
  const folded = isZeroFolded ? bias : (bias - Math.imul(inputZero, sum)) | 0;
  // A multiplier of 0 gives the zero point under any shift.
  const exponent = rescale.multiplier === 0 ? 1 : -rescale.shift;
  const offset = 2 ** (exponent - 1) + output.zero * 2 ** exponent;
  const largest = Math.abs(folded) + MAX_S8 * magnitude;
  const isExact = exponent >= 1 && largest < 2 ** 30 && largest + Math.abs(offset) < 2 ** 31 - 1;
  return isExact ? { taps, bias: folded, rescale: [rescale.multiplier, offset, exponent] as const } : undefined;
};

/** All filters of a layer for the DSP tiles, or undefined where one of them does not fit. */
export const dspFilters = (filters: readonly Filter[], scaling: Scaling): readonly DspFilter[] | undefined => {
  const fitting = filters.flatMap((filter) => dspFilter(filter, scaling) ?? []);
  return fitting.length === filters.length ? fitting : undefined;
};
