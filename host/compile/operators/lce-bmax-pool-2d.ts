import { tensorBytes } from '../../model/shapes.ts';
import { perImage, stepped } from '../batch.ts';
import { Constants } from '../constants.ts';
import { windowFields, windowOf, writeFields } from '../window.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['LceBMaxPool2d'],
  lower: ({ options }, { x, y }) => {
    const window = windowOf({ ...options, activation: 'none' }, x, y, [options.filterH, options.filterW]);
    const [images = 1] = x.shape;
    return {
      kernel: 'bmax_pool2d',
      constants: writeFields(new Constants(), windowFields(window, { scale: 1, zero: 0 })).finish(),
      scratchBytes: 0,
      emit: ({ inputs, output, constants }) =>
        perImage(images, (image) => {
          const from = stepped(inputs[0] as string, tensorBytes(x) / images, image);
          const to = stepped(output, tensorBytes(y) / images, image);
          return `bmax_pool2d(${from}, ${to}, ${constants});`;
        }),
    };
  },
} satisfies OperatorSpec<'LceBMaxPool2d'>;
