import type { Filter, Scaling } from './convolution.ts';
import type { Multiplier } from './quantize.ts';

/** The largest magnitude of an s8, and of what one tap of weight 1 adds to a sum. */
const MAX_S8 = 128;

/** What `requantize_to_s8` takes besides the sum. */
export type DspRescale = readonly [multiplier: number, offset: number, exponent: number];

/** The short rescaling of sums of up to `largest` in magnitude; undefined where it would not be exact for all of them. */
export const dspRescale = (
  { multiplier, shift }: Multiplier,
  zero: number,
  largest: number,
): DspRescale | undefined => {
  // A multiplier of 0 gives the zero point under any shift.
  const exponent = multiplier === 0 ? 1 : -shift;
  const offset = 2 ** (exponent - 1) + zero * 2 ** exponent;
  const isExact = exponent >= 1 && largest < 2 ** 30 && largest + Math.abs(offset) < 2 ** 31 - 1;
  return isExact ? [multiplier, offset, exponent] : undefined;
};

/** A filter for the DSP tiles; its bias accounts for the input's zero point. */
export interface DspFilter {
  readonly taps: readonly number[];
  readonly bias: number;
  readonly rescale: DspRescale;
}

const dspFilter = (
  { taps, bias, rescale: given }: Filter,
  { inputZero, isZeroFolded, output }: Scaling,
): DspFilter | undefined => {
  const sum = taps.reduce((total, tap) => total + tap, 0);
  const magnitude = taps.reduce((total, tap) => total + Math.abs(tap), 0);
  const folded = isZeroFolded ? bias : (bias - Math.imul(inputZero, sum)) | 0;
  const rescale = dspRescale(given, output.zero, Math.abs(folded) + MAX_S8 * magnitude);
  return rescale && { taps, bias: folded, rescale };
};

/** All filters of a layer for the DSP tiles, or undefined where one of them does not fit. */
export const dspFilters = (filters: readonly Filter[], scaling: Scaling): readonly DspFilter[] | undefined => {
  const fitting = filters.flatMap((filter) => dspFilter(filter, scaling) ?? []);
  return fitting.length === filters.length ? fitting : undefined;
};
