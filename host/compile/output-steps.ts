import type { Interval } from './channels/interval.ts';
import { requantize } from './fixed-point.ts';
import type { Multiplier } from './quantize.ts';

/** How the sums of an output channel become its values. */
export interface Rescaling {
  readonly rescale: Multiplier;
  /** Zero point of the output. */
  readonly zero: number;
  /** What activation and s8 leave of the values. */
  readonly limits: Interval;
  /** All sums that can occur, words. */
  readonly sums: Interval;
}

/** The least sum that gives `value` or more. */
export interface Step {
  readonly sum: number;
  readonly value: number;
}

/**
 * Output values over all sums: they never fall as sums grow, so the least value and where each further one begins say
 * everything. That is what a cheaper formula is proven by, see `agrees`.
 */
export interface OutputSteps {
  readonly sums: Interval;
  readonly least: number;
  /** In rising order, one per value above `least` that occurs or is jumped over; at most 255. */
  readonly steps: readonly Step[];
}

const isWord = (value: number): boolean => value === (value | 0);

/** Undefined where a word overflows on the way, so that sums wrap around and order is lost. */
export const outputSteps = ({ rescale, zero, limits, sums }: Rescaling): OutputSteps | undefined => {
  const shifted = 2 ** Math.max(0, rescale.shift);
  if (![sums.min, sums.max].every((sum) => isWord(sum) && isWord(sum * shifted))) return undefined;
  const scaled = (sum: number): number => requantize(sum, rescale) + zero;
  if (![sums.min, sums.max].every((sum) => isWord(scaled(sum)))) return undefined;
  const least = clamp(scaled(sums.min), limits);
  const most = clamp(scaled(sums.max), limits);
  const perSum = rescale.multiplier * 2 ** (rescale.shift - 31);
  const steps = Array.from({ length: most - least }, (_, index): Step => {
    const value = least + 1 + index;
    // Rounding moves the step from the real number's by little: walk to it.
    let sum = Math.ceil((value - zero - 0.5) / perSum);
    while (scaled(sum) >= value) sum--;
    while (scaled(sum) < value) sum++;
    return { sum, value };
  });
  return { sums, least, steps };
};

/** Whether a formula that never falls as its sum grows gives the same values for all sums. */
export const agrees = (formula: (sum: number) => number, { sums, least, steps }: OutputSteps): boolean =>
  formula(sums.min) === least &&
  formula(sums.max) === (steps.at(-1)?.value ?? least) &&
  steps.every(({ sum, value }) => formula(sum) >= value && formula(sum - 1) < value);

const clamp = (value: number, { min, max }: Interval): number => Math.max(min, Math.min(max, value));
