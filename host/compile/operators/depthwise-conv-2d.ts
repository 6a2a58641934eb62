import type { Tensor } from '../../model/graph.ts';
import { elements } from '../../model/shapes.ts';
import { perImage, stepped } from '../batch.ts';
import { biases, channelRescale, packDepthwise, type Window, weightsOf } from '../convolution.ts';
import { affine } from '../quantize.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kind: 'DEPTHWISE_CONV_2D',
  lower: ({ options }, { x, y, w: filter, bias }) => {
    const w = filter as Tensor;
    const [images = 1, inH = 1, inW = 1, channels = 1] = x.shape;
    const [, outH = 1, outW = 1, outChannels = 1] = y.shape;
    const [, kernelH = 1, kernelW = 1] = w.shape;
    const window: Window = {
      input: [inH, inW, channels],
      output: [outH, outW],
      kernel: [kernelH, kernelW],
      stride: [options.strideH, options.strideW],
      dilation: [options.dilationH, options.dilationW],
      activation: options.activation,
    };
    const weights = weightsOf(w);
    const bias32 = biases(bias, outChannels);
    const filters = Array.from({ length: outChannels }, (_, channel) => ({
      taps: Array.from({ length: kernelH * kernelW }, (__, tap) => weights[tap * outChannels + channel] ?? 0),
      bias: bias32[channel] ?? 0,
      rescale: channelRescale(x, w, y, channel),
    }));
    return {
      kernel: 'depthwise_conv2d_s8',
      constants: packDepthwise(window, affine(y), affine(x).zero, filters),
      scratchBytes: 0,
      emit: ({ inputs, output, constants }) =>
        perImage(images, (image) => {
          const from = stepped(inputs[0] as string, elements(x.shape) / images, image);
          const to = stepped(output, elements(y.shape) / images, image);
          return `depthwise_conv2d_s8(${from}, ${to}, ${constants});`;
        }),
    };
  },
} satisfies OperatorSpec<'DEPTHWISE_CONV_2D'>;
