import { elements } from '../../model/shapes.ts';
import { perImage, stepped } from '../batch.ts';
import { Constants } from '../constants.ts';
import { type Window, windowFields, writeFields } from '../convolution.ts';
import { affine } from '../quantize.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kind: 'AVERAGE_POOL_2D',
  lower: ({ options }, { x, y }) => {
    const [images = 1, inH = 1, inW = 1, channels = 1] = x.shape;
    const [, outH = 1, outW = 1] = y.shape;
    const window: Window = {
      input: [inH, inW, channels],
      output: [outH, outW],
      kernel: [options.filterH, options.filterW],
      stride: [options.strideH, options.strideW],
      dilation: [1, 1],
      activation: options.activation,
    };
    return {
      kernel: 'average_pool2d_s8',
      constants: writeFields(new Constants(), windowFields(window, affine(y))).finish(),
      scratchBytes: 0,
      emit: ({ inputs, output, constants }) =>
        perImage(images, (image) => {
          const from = stepped(inputs[0] as string, elements(x.shape) / images, image);
          const to = stepped(output, elements(y.shape) / images, image);
          return `average_pool2d_s8(${from}, ${to}, ${constants});`;
        }),
    };
  },
} satisfies OperatorSpec<'AVERAGE_POOL_2D'>;
