import { tensorBytes } from '../../model/shapes.ts';
import { perImage, stepped } from '../batch.ts';
import { signConvolution } from '../binary/convolution.ts';
import { lowerScalarSigns } from '../binary/lower-scalar.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['LceBconv2d'],
  lower: (operator, operands) => {
    const { x, y } = operands;
    const [images = 1] = x.shape;
    const { kernel, call, ...lowered } = lowerScalarSigns(signConvolution(operator, operands));
    return {
      ...lowered,
      kernel,
      emit: ({ inputs, output, constants, scratch }) =>
        perImage(images, (image) => {
          const from = stepped(inputs[0] as string, tensorBytes(x) / images, image);
          const to = stepped(output, tensorBytes(y) / images, image);
          return `${call}(${from}, ${to}, ${constants}, ${scratch});`;
        }),
    };
  },
} satisfies OperatorSpec<'LceBconv2d'>;
