import type { Tensor } from '../../model/graph.ts';
import { sumBits } from '../../model/sum-rules.ts';
import { biases, channelRescale, weightsOf } from '../convolution.ts';
import { lowerConvolution } from '../lower-convolution.ts';
import { affine } from '../quantize.ts';
import { realConvolutionKernel } from '../reals/convolution.ts';
import { overImages } from '../reals/images.ts';
import { realBiases, realsOf } from '../reals/values.ts';
import { windowOf } from '../window.ts';
import type { OperatorSpec } from './spec.ts';

/** Convolution, grouped where the filters see fewer channels than the input has. */
export default {
  kinds: ['CONV_2D'],
  lower: ({ options }, { x, y, w: filter, bias }, tiles) => {
    const w = filter as Tensor;
    const [outChannels = 1, kernelH = 1, kernelW = 1, groupChannels = 1] = w.shape;
    const window = windowOf(options, x, y, [kernelH, kernelW]);
    if (x.dtype === 'float32') {
      const convolution = { window, groups: window.channels / groupChannels, weights: realsOf(w) };
      return overImages(realConvolutionKernel({ ...convolution, bias: realBiases(bias, outChannels) }, tiles), x, y);
    }
    const taps = kernelH * kernelW * groupChannels;
    const weights = weightsOf(w);
    const bias32 = biases(bias, outChannels);
    const filters = Array.from({ length: outChannels }, (_, channel) => ({
      taps: Array.from(weights.subarray(channel * taps, (channel + 1) * taps)),
      bias: bias32[channel] ?? 0,
      rescale: channelRescale(x, w, y, channel),
    }));
    const groups = window.channels / groupChannels;
    const perGroup = outChannels / groups;
    const grouped = Array.from({ length: groups }, (_, group) =>
      filters.slice(group * perGroup, (group + 1) * perGroup),
    );
    const scaling = { inputZero: affine(x).zero, isZeroFolded: options.isZeroFolded === true, output: affine(y) };
    const [images = 1] = x.shape;
    const bits = sumBits({ x, bias }, options.biasType);
    return lowerConvolution({ window, scaling, groups: grouped, sumBits: bits }, tiles, { images, x, y });
  },
} satisfies OperatorSpec<'CONV_2D'>;
