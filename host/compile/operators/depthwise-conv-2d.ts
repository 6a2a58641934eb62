import type { Tensor } from '../../model/graph.ts';
import { tensorBytes } from '../../model/shapes.ts';
import { perImage, stepped } from '../batch.ts';
import { biases, channelRescale, type Filter, packDepthwise, type Scaling, weightsOf } from '../convolution.ts';
import { lowerDepthwiseDsp } from '../depthwise-dsp.ts';
import { lowerDepthwisePacked } from '../depthwise-packed.ts';
import { lowerDepthwiseS16 } from '../depthwise-s16.ts';
import { lowerDepthwiseSimd } from '../depthwise-simd.ts';
import { type Kernel, orGeneral } from '../general-kernel.ts';
import { affine } from '../quantize.ts';
import { realDepthwiseKernel } from '../reals/depthwise.ts';
import { overImages } from '../reals/images.ts';
import type { Refusal } from '../refusal.ts';
import type { Tiles } from '../tiles.ts';
import { type Window, windowOf } from '../window.ts';
import type { OperatorSpec } from './spec.ts';

const tiled = (
  tiles: Tiles,
  window: Window,
  scaling: Scaling,
  filters: readonly Filter[],
): Kernel | Refusal | undefined => {
  if (tiles === 'dsp') return lowerDepthwiseDsp(window, scaling, filters);
  if (tiles === 'simd128') return lowerDepthwiseSimd(window, scaling, filters);
  return tiles === 'armv6m' ? lowerDepthwisePacked(window, scaling, filters) : undefined;
};

const scalar = (window: Window, scaling: Scaling, filters: readonly Filter[]): Kernel => ({
  kernel: 'depthwise_conv2d_s8',
  constants: packDepthwise(window, scaling, filters),
  scratchBytes: 0,
  order: 'positions',
});

export default {
  kinds: ['DEPTHWISE_CONV_2D'],
  lower: ({ options }, { x, y, w: filter, bias }, tiles) => {
    const w = filter as Tensor;
    const [, kernelH = 1, kernelW = 1, outChannels = 1] = w.shape;
    const window = windowOf(options, x, y, [kernelH, kernelW]);
    if (x.dtype === 'float32') return overImages(realDepthwiseKernel(window, w, bias), x, y);
    const weights = weightsOf(w);
    const bias32 = biases(bias, outChannels);
    const filters = Array.from({ length: outChannels }, (_, channel) => ({
      taps: Array.from({ length: kernelH * kernelW }, (__, tap) => weights[tap * outChannels + channel] ?? 0),
      bias: bias32[channel] ?? 0,
      rescale: channelRescale(x, w, y, channel),
    }));
    const scaling = { inputZero: affine(x).zero, isZeroFolded: options.isZeroFolded === true, output: affine(y) };
    const [images = 1] = x.shape;
    const lowered =
      x.dtype === 'int16'
        ? lowerDepthwiseS16(window, scaling.output, filters)
        : orGeneral(tiled(tiles, window, scaling, filters), () => scalar(window, scaling, filters));
    return {
      ...lowered,
      emit: ({ inputs, output, constants, scratch }) =>
        perImage(images, (image) => {
          const from = stepped(inputs[0] as string, tensorBytes(x) / images, image);
          const to = stepped(output, tensorBytes(y) / images, image);
          const more = lowered.scratchBytes > 0 ? `, ${scratch}` : '';
          return `${lowered.kernel}(${from}, ${to}, ${constants}${more});`;
        }),
    };
  },
} satisfies OperatorSpec<'DEPTHWISE_CONV_2D'>;
