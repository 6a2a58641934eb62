import { elements } from '../../model/shapes.ts';
import { perImage, stepped } from '../batch.ts';
import { Constants } from '../constants.ts';
import { affine } from '../quantize.ts';
import { windowFields, windowOf, writeFields } from '../window.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['AVERAGE_POOL_2D'],
  lower: ({ options }, { x, y }, tiles) => {
    const window = windowOf(options, x, y, [options.filterH, options.filterW]);
    const [images = 1] = x.shape;
    const isForVectors = tiles === 'simd128' && window.channels >= 8 && options.filterH * options.filterW <= 255;
    const kernel = isForVectors ? 'average_pool2d_s8_simd' : 'average_pool2d_s8';
    return {
      kernel,
      constants: writeFields(new Constants(), windowFields(window, affine(y))).finish(),
      scratchBytes: 0,
      order: 'positions',
      emit: ({ inputs, output, constants }) =>
        perImage(images, (image) => {
          const from = stepped(inputs[0] as string, elements(x.shape) / images, image);
          const to = stepped(output, elements(y.shape) / images, image);
          return `${kernel}(${from}, ${to}, ${constants});`;
        }),
    };
  },
} satisfies OperatorSpec<'AVERAGE_POOL_2D'>;
