import type { Filter } from './convolution.ts';
import type { Multiplier } from './quantize.ts';

const MAX_S16 = 2 ** 15;
/** `rescale_word` takes no larger shift. */
const MAX_WORD_SHIFT = -2;

/** 16 bits of a multiplier, as the reference rescales sums of 64 bits (tensorflow/lite/kernels/internal/common.cc). */
export const reduced = ({ multiplier }: Multiplier): number =>
  multiplier < 0x7fff_0000 ? (multiplier + 2 ** 15) >> 16 : 0x7fff;

/** What `rescale_word` takes besides the sum; undefined where it gives something else than `rescale_wide` for some sum of the filter. */
export const wordRescale = ({
  taps,
  bias,
  rescale,
}: Filter): readonly [multiplier: number, steps: number] | undefined => {
  const largest = Math.abs(bias) + MAX_S16 * taps.reduce((sum, tap) => sum + Math.abs(tap), 0);
  if (largest >= 2 ** 31) return undefined;
  // A multiplier of 0 gives 0 under any shift.
  if (rescale.multiplier === 0) return [0, 0];
  return rescale.shift <= MAX_WORD_SHIFT ? [reduced(rescale), MAX_WORD_SHIFT - rescale.shift] : undefined;
};

/** `wordRescale` of all filters, or undefined where one of them has none. */
export const wordRescales = (filters: readonly Filter[]): readonly (readonly [number, number])[] | undefined => {
  const fitting = filters.flatMap((filter) => {
    const rescale = wordRescale(filter);
    return rescale ? [rescale] : [];
  });
  return fitting.length === filters.length ? fitting : undefined;
};
