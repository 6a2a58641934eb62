import type { Activation, Tensor } from '../../model/graph.ts';
import { affine, type Multiplier } from '../quantize.ts';
import { type Interval, rescaled, union } from './interval.ts';

/** What the sums of a convolution, of whatever kind, become. */
export interface WeightedSum {
  /** Whether a window may reach into padding, whose every element is the zero point. */
  readonly isPadded: boolean;
  readonly activation: Activation;
  readonly rescale: (channel: number) => Multiplier;
}

/** x - zero point, of each input channel. */
export const differences = (x: Tensor, { isPadded }: WeightedSum, of: readonly Interval[]): Interval[] => {
  const { zero } = affine(x);
  return of
    .map(({ min, max }) => ({ min: min - zero, max: max - zero }))
    .map((difference) => (isPadded ? union(difference, { min: 0, max: 0 }) : difference));
};

/** The output channel of one filter; `differenceOf` tells what a tap's weight multiplies. */
export const outputOf = (
  filter: Int8Array,
  differenceOf: (tap: number) => Interval,
  bias: number,
  channel: number,
  y: Tensor,
  { activation, rescale }: WeightedSum,
): Interval => {
  let [min, max] = [bias, bias];
  filter.forEach((weight, tap) => {
    const difference = differenceOf(tap);
    min += weight * (weight < 0 ? difference.max : difference.min);
    max += weight * (weight < 0 ? difference.min : difference.max);
  });
  return rescaled({ min, max }, rescale(channel), { output: affine(y), activation });
};
