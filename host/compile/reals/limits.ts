import type { Activation } from '../../model/graph.ts';

/** The largest finite number, which an operator without an activation does not exceed either. */
const MOST = Math.fround(3.4028234663852886e38);

/** tensorflow/lite/kernels/kernel_util.h, CalculateActivationRange: in the order in which kernels take them. */
export const realLimits = (activation: Activation): readonly [low: number, high: number] => {
  if (activation === 'relu') return [0, MOST];
  if (activation === 'relu6') return [0, 6];
  return activation === 'relu_n1_to_1' ? [-1, 1] : [-MOST, MOST];
};
