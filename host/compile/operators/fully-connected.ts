import type { Quantization, Tensor } from '../../model/graph.ts';
import { elements } from '../../model/shapes.ts';
import { sumBits } from '../../model/sum-rules.ts';
import { biases, channelRescale, weightsOf } from '../convolution.ts';
import { lowerConvolution } from '../lower-convolution.ts';
import { affine, type Multiplier, quantizeMultiplier } from '../quantize.ts';
import type { Window } from '../window.ts';
import type { OperatorSpec } from './spec.ts';

/**
 * One scale for all outputs is multiplied in float32 first (kernels/kernel_util.cc, GetQuantizedConvolutionMultipler);
 * one per output goes the way of convolutions.
 */
export const matrixRescale = (x: Tensor, w: Tensor, y: Tensor, channel: number): Multiplier => {
  const { scales } = w.quantization as Quantization;
  if (scales.length > 1) return channelRescale(x, w, y, channel);
  return quantizeMultiplier(Math.fround(affine(x).scale * (scales[0] as number)) / affine(y).scale);
};

/** A fully connected layer is a 1×1 convolution over its rows. */
export default {
  kinds: ['FULLY_CONNECTED'],
  lower: ({ options }, { x, y, w: matrix, bias }, tiles) => {
    const w = matrix as Tensor;
    const [outputs = 1, inputs = 1] = w.shape;
    const rows = elements(x.shape) / inputs;
    const window: Window = {
      input: [1, rows],
      output: [1, rows],
      kernel: [1, 1],
      stride: [1, 1],
      dilation: [1, 1],
      padding: 'valid',
      channels: inputs,
      activation: options.activation,
    };
    const scaling = { inputZero: affine(x).zero, isZeroFolded: options.isZeroFolded === true, output: affine(y) };
    const weights = weightsOf(w);
    const bias32 = biases(bias, outputs);
    const filters = Array.from({ length: outputs }, (_, channel) => ({
      taps: Array.from(weights.subarray(channel * inputs, (channel + 1) * inputs)),
      bias: bias32[channel] ?? 0,
      rescale: matrixRescale(x, w, y, channel),
    }));
    const bits = sumBits({ x, bias }, options.biasType);
    return lowerConvolution({ window, scaling, groups: [filters], sumBits: bits }, tiles, { images: 1, x, y });
  },
} satisfies OperatorSpec<'FULLY_CONNECTED'>;
