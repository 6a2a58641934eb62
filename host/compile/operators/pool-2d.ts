import type { Tensor } from '../../model/graph.ts';
import { tensorBytes } from '../../model/shapes.ts';
import { perImage, stepped } from '../batch.ts';
import { Constants } from '../constants.ts';
import { elementType } from '../element-type.ts';
import { affine } from '../quantize.ts';
import { overImages } from '../reals/images.ts';
import { realFields } from '../reals/window.ts';
import type { Tiles } from '../tiles.ts';
import { type Window, windowFields, windowOf, writeFields } from '../window.ts';
import type { OperatorSpec } from './spec.ts';

/** The mean of an s8 kernel for vectors takes eight channels at a time, and sums in s16. */
const isForVectors = (tiles: Tiles, { channels, kernel: [h, w] }: Window): boolean =>
  tiles === 'simd128' && channels >= 8 && h * w <= 255;

const average = (tiles: Tiles, { dtype }: Tensor, window: Window): string => {
  if (dtype === 'int16') return 'average_pool2d_s16';
  return isForVectors(tiles, window) ? 'average_pool2d_s8_simd' : 'average_pool2d_s8';
};

const realKernels = {
  AVERAGE_POOL_2D: 'average_pool2d_f32',
  MAX_POOL_2D: 'max_pool2d_f32',
  L2_POOL_2D: 'l2_pool2d_f32',
} as const;

export default {
  kinds: ['AVERAGE_POOL_2D', 'MAX_POOL_2D', 'L2_POOL_2D'],
  lower: ({ kind, options }, { x, y }, tiles) => {
    const window = windowOf(options, x, y, [options.filterH, options.filterW]);
    if (x.dtype === 'float32') {
      const constants = writeFields(new Constants(), realFields(window)).finish();
      return overImages({ kernel: realKernels[kind], constants, scratchBytes: 0, order: 'positions' }, x, y);
    }
    const [images = 1] = x.shape;
    const kernel = kind === 'MAX_POOL_2D' ? 'max_pool2d' : average(tiles, x, window);
    const call = kind === 'MAX_POOL_2D' ? `${kernel}<${elementType(x.dtype)}>` : kernel;
    return {
      kernel,
      constants: writeFields(new Constants(), windowFields(window, affine(y), y.dtype)).finish(),
      scratchBytes: 0,
      order: 'positions',
      emit: ({ inputs, output, constants }) =>
        perImage(images, (image) => {
          const from = stepped(inputs[0] as string, tensorBytes(x) / images, image);
          const to = stepped(output, tensorBytes(y) / images, image);
          return `${call}(${from}, ${to}, ${constants});`;
        }),
    };
  },
} satisfies OperatorSpec<keyof typeof realKernels>;
