import type { Activation, Tensor } from '../model/graph.ts';
import { Constants } from './constants.ts';
import { requantize } from './fixed-point.ts';
import { activationRange, affine } from './quantize.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Summation } from './summation.ts';

/** Bits of a fraction of an output in the tables. */
const FRACTION = 20;
/** By how much the offset may differ from half an output: ties, and what the tables' own rounding costs. */
const NEARBY = [0, -1, 1, -2, 2, -3, 3, -4, 4];

/** Constants of `add_s8_packed`; refused where for some pair of bytes the sum of two tables is not the reference's output. */
export const packAddition = (
  { tables, rescale }: Summation,
  y: Tensor,
  activation: Activation,
): Uint8Array | Refusal => {
  const { zero } = affine(y);
  const { min, max } = activationRange(activation, affine(y));
  const perUnit = rescale.multiplier * 2 ** (rescale.shift - 31 + FRACTION);
  const [partsA, partsB] = tables.map((table) => table.map((value) => Math.round(value * perUnit))) as [
    number[],
    number[],
  ];
  const saturate = (value: number): number => Math.max(-128, Math.min(127, value));
  const expected = tables[0].map((left) =>
    Int8Array.from(tables[1], (right) => saturate(requantize(left + right, rescale) + zero)),
  );
  for (const nearby of NEARBY) {
    const offset = (zero + 128.5) * 2 ** FRACTION + nearby;
    const sums = partsA.map((part) => part + offset);
    const isWord = [Math.min, Math.max].every((pick) => Math.abs(pick(...sums) + pick(...partsB)) < 2 ** 31);
    const agrees = sums.every((sum, left) =>
      partsB.every((part, right) => saturate(((sum + part) >> FRACTION) - 128) === expected[left]?.[right]),
    );
    if (isWord && agrees)
      return new Constants()
        .s32(min, max)
        .s32(...sums, ...partsB)
        .finish();
  }
  return refuse('two tables do not add up to every output');
};
