import type { Tensor } from '../model/graph.ts';
import { requantize } from './fixed-point.ts';
import { affine, type Multiplier, quantizeMultiplier } from './quantize.ts';
import { summationUp } from './summation-up.ts';

/** Headroom of s8 and s16 inputs before they are rescaled to a common scale (tensorflow/lite/micro/kernels/add_common.cc). */
const LEFT_SHIFT_8 = 20;
const LEFT_SHIFT_16 = 15;

/** Operators that add or subtract tensors of different scales. */
export type SumKind = 'ADD' | 'SUB';

/** How two tensors of different scales are brought to a common one, and their sum to the output's. */
interface SumScales {
  readonly inputs: readonly [a: Multiplier, b: Multiplier];
  readonly output: Multiplier;
}

/** Differences find their ratios in float32 (tensorflow/lite/micro/kernels/sub_common.cc), sums in float64. */
const scalesOf = (kind: SumKind, a: Tensor, b: Tensor, y: Tensor, leftShift: number): SumScales => {
  const rounded = kind === 'SUB' ? Math.fround : (ratio: number) => ratio;
  const twiceMax = 2 * Math.max(affine(a).scale, affine(b).scale);
  const ratio = (x: Tensor) => quantizeMultiplier(rounded(affine(x).scale / twiceMax));
  return {
    inputs: [ratio(a), ratio(b)],
    output: quantizeMultiplier(rounded(twiceMax / (2 ** leftShift * affine(y).scale))),
  };
};

/** The addition of two s8 tensors of different scales, or its like. */
export interface Summation {
  /** What every byte that an input can be adds to the sum, indexed by it as unsigned. */
  readonly tables: readonly [a: readonly number[], b: readonly number[]];
  /** What one step of each input is in steps of the output. */
  readonly slopes: readonly [a: number, b: number];
  /** Of their sum. */
  readonly rescale: Multiplier;
}

/** s8 inputs less their zero points, times 2^leftShift, rescaled. */
export const inputTable = (x: Tensor, rescale: Multiplier, leftShift: number): number[] => {
  const { zero } = affine(x);
  return Array.from({ length: 256 }, (_, byte) => requantize((((byte << 24) >> 24) - zero) << leftShift, rescale));
};

/** What one step of each input is in steps of the output, the second one's negated in a difference. */
const slopesOf = (kind: SumKind, a: Tensor, b: Tensor, y: Tensor): Summation['slopes'] => {
  const [first, second] = [affine(a).scale / affine(y).scale, affine(b).scale / affine(y).scale];
  return [first, kind === 'SUB' ? 0 - second : second];
};

/** A difference is a sum whose second table is negated. */
export const summationOf = (kind: SumKind, a: Tensor, b: Tensor, y: Tensor): Summation => {
  const slopes = slopesOf(kind, a, b, y);
  if (affine(y).rounding === 'xnnpack') return { slopes, ...summationUp(slopes, affine(a), affine(b)) };
  const { inputs, output } = scalesOf(kind, a, b, y, LEFT_SHIFT_8);
  const signed = (value: number) => (kind === 'SUB' ? 0 - value : value);
  return {
    tables: [inputTable(a, inputs[0], LEFT_SHIFT_8), inputTable(b, inputs[1], LEFT_SHIFT_8).map(signed)],
    slopes,
    rescale: output,
  };
};

/** Fields of `add_s16` that say how the inputs and their sum are rescaled. */
export const summation16 = (kind: SumKind, a: Tensor, b: Tensor, y: Tensor): readonly number[] => {
  const { inputs, output } = scalesOf(kind, a, b, y, LEFT_SHIFT_16);
  const fields = (x: Tensor, { multiplier, shift }: Multiplier) => [affine(x).zero, multiplier, shift];
  return [...fields(a, inputs[0]), ...fields(b, inputs[1]), ...fields(y, output), kind === 'SUB' ? -1 : 0];
};
