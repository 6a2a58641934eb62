import type { Interval } from './channels/interval.ts';
import { agrees, outputSteps, type Rescaling } from './output-steps.ts';
import { offsets } from './rescale-armv6m.ts';

/** Bits of the lower piece of a multiplier, and of a fraction of an output: see `rescale_packed`. */
const PIECE = 13;
const FRACTION = 19;
/** By how much the multiplier may differ from the real one in its last place. */
const NEARBY = [0, 1, -1, 2, -2, 3, -3, 4, -4];

/** What `rescale_packed` takes besides the sum. */
export type PackedRescale = readonly [low: number, high: number, offset: number];

const isWord = (value: number): boolean => value === (value | 0);

/**
 * A multiplier and an offset, the bias in it, whose rescaling of all sums that can occur is the reference's; undefined where
 * none is found.
 * @param rescaling  of sums with their bias
 */
export const packedRescale = (rescaling: Rescaling, bias: number): PackedRescale | undefined => {
  const outputs = outputSteps(rescaling);
  if (!outputs) return undefined;
  if (outputs.steps.length === 0) return [0, 0, (outputs.least + 128.5) * 2 ** FRACTION];
  const { sums, limits, rescale } = rescaling;
  const ends = [sums.min - bias, sums.max - bias];
  if (ends.some((x) => Math.abs(x) >= 2 ** (31 - PIECE))) return undefined;
  const real = rescale.multiplier * 2 ** (rescale.shift - 31 + PIECE + FRACTION);
  for (const nearby of NEARBY) {
    const multiplier = Math.round(real) + nearby;
    const product = (sum: number) => Math.floor((multiplier * (sum - bias)) / 2 ** PIECE);
    const { least, most } = offsets(product, FRACTION, outputs);
    const offset = Math.floor((least + most) / 2);
    const fits = [sums.min, sums.max].every((sum) => isWord(product(sum)) && isWord(product(sum) + offset));
    if (least <= most && isWord(offset) && fits && agrees(formulaOf(product, offset, limits), outputs))
      return [multiplier % 2 ** PIECE, Math.floor(multiplier / 2 ** PIECE), offset];
  }
  return undefined;
};

const formulaOf =
  (product: (sum: number) => number, offset: number, { min, max }: Interval) =>
  (sum: number): number =>
    Math.max(min, Math.min(max, Math.floor((product(sum) + offset) / 2 ** FRACTION) - 128));
