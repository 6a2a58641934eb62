import type { Activation } from '../model/graph.ts';
import { Constants } from './constants.ts';
import { activationRange } from './quantize.ts';

/** Numbers that stand for themselves. */
const UNSCALED = { scale: 1, zero: 0 };

/** Constants of kernels of int32: least and greatest output under a fused activation. */
export const limits32 = (activation: Activation): Uint8Array => {
  const { min, max } = activationRange(activation, UNSCALED, 'int32');
  return new Constants().s32(min, max).finish();
};
