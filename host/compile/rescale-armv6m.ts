import { agrees, type OutputSteps, outputSteps, type Rescaling } from './output-steps.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Bits of each of the three pieces of a multiplier, and what is shifted away of a product with all of them. */
const PIECE = 9;
const DROPPED = 2 * PIECE;
/** Where a word has its exponent. */
const EXPONENT = 27;
const MAX_SUM = 2 ** (31 - PIECE);
/** By how much the multiplier may differ from the real one in its last place. */
const NEARBY = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8, -8];

/** What `rescale_armv6m` takes besides the sum. */
export type PiecewiseRescale = readonly [low: number, middle: number, high: number, offset: number, exponent: number];

const isWord = (value: number): boolean => value === (value | 0);

/** m · x without its last bits, one unit of the first rounding less below zero; m · x is up to 2^49, so not a word. */
const product = (multiplier: number, sum: number): number =>
  Math.floor((multiplier * sum) / 2 ** DROPPED) - (sum < 0 ? 2 ** PIECE : 0);

/** Offsets for products, in 2^-exponent outputs, with which every step begins at its sum, and not one before. */
export const offsets = (
  product: (sum: number) => number,
  exponent: number,
  { steps }: OutputSteps,
): { least: number; most: number } => {
  let [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { sum, value } of steps) {
    const reached = (value + 128) * 2 ** exponent;
    least = Math.max(least, reached - product(sum));
    most = Math.min(most, reached - 1 - product(sum - 1));
  }
  return { least, most };
};

/**
 * A multiplier and an offset whose rescaling of all sums that can occur is the reference's, unless none is found.
 * An output is a step function of its sum, and `product` never falls, so each step bounds the offset from both sides.
 */
export const piecewiseRescale = (rescaling: Rescaling): PiecewiseRescale | Refusal => {
  const { sums, limits, rescale } = rescaling;
  if (sums.min <= -MAX_SUM || sums.max >= MAX_SUM) return refuse(`sums may reach ${MAX_SUM}`);
  const outputs = outputSteps(rescaling);
  if (!outputs) return refuse('sums may wrap around');
  // 31 bits of multiplier become 27, so one unit of the first rounding is 2^PIECE of `product`.
  const exponent = PIECE - rescale.shift;
  if (outputs.steps.length === 0) return constant(outputs.least);
  if (exponent < 0 || exponent > 31) return refuse(`right shift ${-rescale.shift} is not in ${-PIECE} … ${31 - PIECE}`);
  const real = rescale.multiplier / 2 ** (31 - 3 * PIECE);
  for (const nearby of NEARBY) {
    const multiplier = Math.round(real) + nearby;
    const { least, most } = offsets((sum) => product(multiplier, sum), exponent, outputs);
    const offset = Math.floor((least + most) / 2);
    const scaled = (sum: number) => product(multiplier, sum) + offset;
    const formula = (sum: number) =>
      Math.max(limits.min, Math.min(limits.max, Math.floor(scaled(sum) / 2 ** exponent) - 128));
    const fits =
      multiplier < 2 ** (3 * PIECE) && isWord(offset) && isWord(scaled(sums.min)) && isWord(scaled(sums.max));
    if (fits && least <= most && agrees(formula, outputs)) return [...pieces(multiplier), offset, exponent << EXPONENT];
  }
  return refuse('no short multiplier gives every output');
};

const pieces = (multiplier: number): [number, number, number] => {
  const mask = 2 ** PIECE - 1;
  return [multiplier & mask, (multiplier >> PIECE) & mask, multiplier >> DROPPED];
};

/** One value whatever the sum: half a step from either end of it. */
const constant = (value: number): PiecewiseRescale => [0, 0, 0, (value + 128.5) * 2 ** DROPPED, DROPPED << EXPONENT];
