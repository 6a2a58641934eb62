import { Conv } from '../../assembly/shared/conv_layout.ts';
import type { Activation, DType, OperatorOf, Tensor } from '../model/graph.ts';
import { type Sliding, windowPads } from '../model/shapes.ts';
import type { Constants } from './constants.ts';
import { type Affine, activationRange } from './quantize.ts';

/** A window over one image, with its channels and the activation behind it. */
export interface Window extends Sliding {
  readonly channels: number;
  readonly activation: Activation;
}

type WindowOptions = OperatorOf<
  'CONV_2D' | 'DEPTHWISE_CONV_2D' | 'AVERAGE_POOL_2D' | 'MAX_POOL_2D' | 'L2_POOL_2D' | 'LceBconv2d'
>['options'];

/** The window of an operator from NHWC `x` to NHWC `y`. */
export const windowOf = (options: WindowOptions, x: Tensor, y: Tensor, kernel: readonly [number, number]): Window => {
  const [, inH = 1, inW = 1, channels = 1] = x.shape;
  const [, outH = 1, outW = 1] = y.shape;
  return {
    input: [inH, inW],
    output: [outH, outW],
    kernel,
    stride: [options.strideH, options.strideW],
    dilation: 'dilationH' in options ? [options.dilationH, options.dilationW] : [1, 1],
    padding: options.padding,
    channels,
    activation: options.activation,
  };
};

export const isDilated = ({ dilation }: Window): boolean => dilation.some((step) => step > 1);

/** Whether some windows of filter `w` reach into padding. */
export const isPadded = (options: WindowOptions, x: Tensor, y: Tensor, { shape: [, h = 1, w = 1] }: Tensor): boolean =>
  Object.values(windowPads(windowOf(options, x, y, [h, w]))).some((amount) => amount > 0);

/** The fields that all windowed kernels read; see `assembly/shared/conv_layout.ts`. */
export const windowFields = (window: Window, output: Affine, dtype?: DType): Partial<Record<Conv, number>> => {
  const { min, max } = activationRange(window.activation, output, dtype);
  const { top, left } = windowPads(window);
  return {
    [Conv.OUT_ZERO]: output.zero,
    [Conv.OUT_MIN]: min,
    [Conv.OUT_MAX]: max,
    [Conv.OUT_H]: window.output[0],
    [Conv.OUT_W]: window.output[1],
    [Conv.STRIDE_H]: window.stride[0],
    [Conv.STRIDE_W]: window.stride[1],
    [Conv.PAD_H]: top,
    [Conv.PAD_W]: left,
    [Conv.KERNEL_H]: window.kernel[0],
    [Conv.KERNEL_W]: window.kernel[1],
    [Conv.DILATION_H]: window.dilation[0],
    [Conv.DILATION_W]: window.dilation[1],
    [Conv.IN_H]: window.input[0],
    [Conv.IN_W]: window.input[1],
    [Conv.IN_CHANNELS]: window.channels,
    [Conv.ROW_BYTES]: window.input[1] * window.channels,
  };
};

export const writeFields = (constants: Constants, fields: Partial<Record<Conv, number>>): Constants => {
  for (let offset = 0; offset < Conv.BYTES; offset += 4) constants.s32(fields[offset as Conv] ?? 0);
  return constants;
};
