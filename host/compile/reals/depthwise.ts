import { Conv } from '../../../assembly/shared/conv_layout.ts';
import type { Tensor } from '../../model/graph.ts';
import { Constants } from '../constants.ts';
import type { Kernel } from '../general-kernel.ts';
import { type Window, writeFields } from '../window.ts';
import { realBiases, realsOf } from './values.ts';
import { realFields } from './window.ts';

/** A depthwise convolution of float32 by filter `w` [1, KH, KW, C · multiplier], whose weights stay in their order. */
export const realDepthwiseKernel = (window: Window, w: Tensor, bias: Tensor | undefined): Kernel => {
  const channels = w.shape[3] ?? 1;
  const constants = writeFields(new Constants(), {
    ...realFields(window),
    [Conv.MULTIPLIER]: channels / window.channels,
  })
    .f32(realBiases(bias, channels))
    .f32(realsOf(w));
  return { kernel: 'depthwise_conv2d_f32', constants: constants.finish(), scratchBytes: 0, order: 'positions' };
};
