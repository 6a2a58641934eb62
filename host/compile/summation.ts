import type { Tensor } from '../model/graph.ts';
import { requantize } from './fixed-point.ts';
import { affine, type Multiplier, quantizeMultiplier } from './quantize.ts';

/** Headroom of the inputs before they are rescaled to a common scale (tensorflow/lite/kernels/add.cc). */
const LEFT_SHIFT = 20;

/** How two tensors of different scales are added. */
export interface Summation {
  /** The first rescaling of every byte that an input can be, indexed by it as unsigned. */
  readonly tables: readonly [a: readonly number[], b: readonly number[]];
  /** Of their sum. */
  readonly rescale: Multiplier;
}

const inputTable = (x: Tensor, twiceMax: number): number[] => {
  const { scale, zero } = affine(x);
  const rescale = quantizeMultiplier(scale / twiceMax);
  return Array.from({ length: 256 }, (_, byte) => requantize((((byte << 24) >> 24) - zero) << LEFT_SHIFT, rescale));
};

export const summationOf = (a: Tensor, b: Tensor, y: Tensor): Summation => {
  const twiceMax = 2 * Math.max(affine(a).scale, affine(b).scale);
  return {
    tables: [inputTable(a, twiceMax), inputTable(b, twiceMax)],
    rescale: quantizeMultiplier(twiceMax / (2 ** LEFT_SHIFT * affine(y).scale)),
  };
};
