import { Conv } from '../../../assembly/shared/conv_layout.ts';
import type { Tensor } from '../../model/graph.ts';
import type { transposedOperands } from '../../model/operators/transpose-conv.ts';
import type { OptionsByKind } from '../../model/options.ts';
import { windowPads } from '../../model/shapes.ts';
import { Constants } from '../constants.ts';
import { bitsOf } from '../float-bits.ts';
import type { Kernel } from '../general-kernel.ts';
import { writeFields } from '../window.ts';
import { realLimits } from './limits.ts';
import { realBiases, realsOf } from './values.ts';

type Extents = readonly [h: number, w: number];

/** A transposed convolution of float32: input and output are those of the convolution that it turns round, exchanged. */
export const realTransposedKernel = (
  { padding, strideH, strideW, activation }: OptionsByKind['TRANSPOSE_CONV'],
  { x, w: filter, bias, y }: ReturnType<typeof transposedOperands>,
): Kernel => {
  const w = filter as Tensor;
  const [outChannels = 1, kernelH = 1, kernelW = 1, channels = 1] = w.shape;
  const [input, output]: readonly [Extents, Extents] = [
    [x.shape[1] ?? 1, x.shape[2] ?? 1],
    [y.shape[1] ?? 1, y.shape[2] ?? 1],
  ];
  const { top, left } = windowPads({
    ...{ input: output, output: input, kernel: [kernelH, kernelW], stride: [strideH, strideW] },
    ...{ dilation: [1, 1], padding },
  });
  const [low, high] = realLimits(activation);
  const constants = writeFields(new Constants(), {
    [Conv.OUT_MIN]: bitsOf(low),
    [Conv.OUT_MAX]: bitsOf(high),
    [Conv.OUT_H]: output[0],
    [Conv.OUT_W]: output[1],
    [Conv.STRIDE_H]: strideH,
    [Conv.STRIDE_W]: strideW,
    [Conv.PAD_H]: top,
    [Conv.PAD_W]: left,
    [Conv.KERNEL_H]: kernelH,
    [Conv.KERNEL_W]: kernelW,
    [Conv.IN_H]: input[0],
    [Conv.IN_W]: input[1],
    [Conv.IN_CHANNELS]: channels,
    [Conv.GROUP_FILTERS]: outChannels,
  })
    .f32(realBiases(bias, outChannels))
    .f32(realsOf(w));
  return { kernel: 'transpose_conv2d_f32', constants: constants.finish(), scratchBytes: 0 };
};
