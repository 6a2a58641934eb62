import type { Activation } from '../model/graph.ts';
import type { Filter, Scaling } from './convolution.ts';
import { activationRange, type Multiplier } from './quantize.ts';
import { isRefusal, type Refusal, refuse, unlessRefused } from './refusal.ts';
import { foldedBias } from './sums.ts';

/** The largest magnitude of an s8, and of what one tap of weight 1 adds to a sum. */
const MAX_S8 = 128;
const OTHERWISE = 'rounded otherwise';

/** What `requantize_doubled_to_s8` takes besides the sum. */
export type LongRescale = readonly [multiplier: number, offset: number, exponent: number];

/** The rescaling in four instructions of sums of up to `largest` in magnitude; refused where it would not be exact for all. */
export const longRescale = (
  { multiplier, shift, rounds }: Multiplier,
  zero: number,
  largest: number,
): LongRescale | Refusal => {
  if (rounds) return refuse(OTHERWISE);
  // A multiplier of 0 gives the zero point under any shift.
  const exponent = multiplier === 0 ? 1 : -shift;
  const offset = 2 ** (exponent - 1) + zero * 2 ** exponent;
  if (exponent < 1) return refuse(`right shift ${exponent} is below 1`);
  const isExact = largest < 2 ** 30 && largest + Math.abs(offset) < 2 ** 31 - 1;
  return isExact ? [multiplier, offset, exponent] : refuse('sums may be too large');
};

/** What `rescale_to_s8` takes besides the sum and the zero point. */
export type ShortRescale = readonly [multiplier: number, factor: number];

/** Where outputs lie: `zero` stands for the sum 0, and nothing below `min` is told apart. */
interface OutputRange {
  readonly zero: number;
  readonly min: number;
}

/**
 * The rescaling in three instructions of sums of up to `largest` in magnitude; refused where it would not be exact for all.
 * h, the sum after the first rounding, times (2^(32 - e) + 1) / 2^32 is h / 2^e moved away from zero by |h| / 2^32: enough to
 * turn ties, and too little to reach the next one, 2^-e further, while |h| < 2^(32 - e). Beyond the reach of s8 it may:
 * outputs are saturated, and the product grows with h. Where outputs below the zero point are not told apart, no tie is turned.
 */
export const shortRescale = (
  { multiplier, shift, rounds }: Multiplier,
  { zero, min }: OutputRange,
  largest: number,
): ShortRescale | Refusal => {
  if (rounds) return refuse(OTHERWISE);
  // A multiplier of 0 gives the zero point.
  if (multiplier === 0) return [0, 0];
  const exponent = -shift;
  const reach = Math.max(127 - zero, zero + MAX_S8) + 0.5;
  const most = Math.min((largest * multiplier) / 2 ** 31 + 1, reach * 2 ** exponent);
  const turns = min < zero;
  if (exponent < 2) return refuse(`right shift ${exponent} is below 2`);
  if (exponent > 31) return refuse(`right shift ${exponent} is above 31`);
  if (largest >= 2 ** 31) return refuse('sums may exceed 31 bits');
  if (turns && most >= 2 ** (32 - exponent))
    return refuse(`right shift ${exponent} is too large where outputs below the zero point count`);
  return [2 * multiplier - 2 ** 32, 2 ** (32 - exponent) + Number(turns)];
};

/** A filter for the DSP tiles; its bias accounts for the input's zero point. */
export interface DspFilter {
  readonly taps: readonly number[];
  readonly bias: number;
  readonly rescale: ShortRescale;
}

const dspFilter = (filter: Filter, scaling: Scaling, range: OutputRange): DspFilter | Refusal => {
  const { taps } = filter;
  const magnitude = taps.reduce((total, tap) => total + Math.abs(tap), 0);
  const bias = foldedBias(filter, scaling);
  const rescale = shortRescale(filter.rescale, range, Math.abs(bias) + MAX_S8 * magnitude);
  return isRefusal(rescale) ? rescale : { taps, bias, rescale };
};

/** All filters of a layer for the DSP tiles, unless one of them does not fit. */
export const dspFilters = (
  filters: readonly Filter[],
  scaling: Scaling,
  activation: Activation,
): readonly DspFilter[] | Refusal => {
  const range = { zero: scaling.output.zero, min: activationRange(activation, scaling.output).min };
  return unlessRefused(
    'filter',
    filters.map((filter) => dspFilter(filter, scaling, range)),
  );
};
