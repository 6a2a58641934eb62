import type { Activation, Tensor } from '../../model/graph.ts';
import { requantize } from '../fixed-point.ts';
import { type Affine, activationRange, type Multiplier } from '../quantize.ts';

/** All values that something can have, both ends included. */
export interface Interval {
  readonly min: number;
  readonly max: number;
}

/** What an int8 element can be. */
const ANYTHING: Interval = { min: -128, max: 127 };

/** Channels of which nothing is known. */
export const anything = ({ shape }: Tensor): Interval[] => new Array(shape.at(-1) ?? 1).fill(ANYTHING);

export const union = (a: Interval, b: Interval): Interval => ({
  min: Math.min(a.min, b.min),
  max: Math.max(a.max, b.max),
});

export const clamped = ({ min, max }: Interval, limits: Interval): Interval => ({
  min: Math.min(limits.max, Math.max(limits.min, min)),
  max: Math.min(limits.max, Math.max(limits.min, max)),
});

const isWord = (value: number): boolean => value === (value | 0);

/**
 * Outputs of the sums in an interval: rescaling, zero point and activation keep their order, so the ends suffice; unless a word
 * overflows on the way, where sums wrap around.
 */
export const rescaled = (
  sums: Interval,
  rescale: Multiplier,
  { output, activation }: { readonly output: Affine; readonly activation: Activation },
): Interval => {
  const limits = activationRange(activation, output);
  const ends = [sums.min, sums.max];
  if (!ends.every((sum) => isWord(sum) && isWord(sum * 2 ** Math.max(0, rescale.shift)))) return limits;
  const [min = 0, max = 0] = ends.map((sum) => requantize(sum, rescale) + output.zero);
  return isWord(min) && isWord(max) ? clamped({ min, max }, limits) : limits;
};
