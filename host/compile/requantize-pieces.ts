import { outputSteps, type Rescaling } from './output-steps.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Bits of the lower two of three pieces. */
const PIECE = 10;
const MAX_SUM = 2 ** 20;
const MAX_SHIFT = 22;
/** Where a word has its shift. */
const SHIFT = 27;

/** What `requantize_pieces` takes besides the sum. */
export type RequantizePieces = readonly [low: number, middle: number, high: number, offset: number, shift: number];

/** Refused where sums or shift are none that it takes. */
export const requantizePieces = (rescaling: Rescaling): RequantizePieces | Refusal => {
  const { rescale, zero, sums } = rescaling;
  const outputs = outputSteps(rescaling);
  if (outputs?.steps.length === 0) return words(0, outputs.least, MAX_SHIFT);
  if (rescale.rounds) return refuse('rounded otherwise');
  const shift = -rescale.shift;
  if (sums.min <= -MAX_SUM || sums.max >= MAX_SUM) return refuse(`sums may reach ${MAX_SUM}`);
  if (shift < 1 || shift > MAX_SHIFT) return refuse(`right shift ${shift} is not in 1 … ${MAX_SHIFT}`);
  return words(rescale.multiplier, zero, shift);
};

const words = (multiplier: number, zero: number, shift: number): RequantizePieces => {
  const mask = 2 ** PIECE - 1;
  const offset = 2 ** (shift - 1) + (zero + 128) * 2 ** shift;
  return [multiplier & mask, (multiplier >> PIECE) & mask, multiplier >> (2 * PIECE), offset, (shift << SHIFT) | 0];
};
