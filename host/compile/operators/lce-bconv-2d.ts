import { tensorBytes } from '../../model/shapes.ts';
import { perImage, stepped } from '../batch.ts';
import { type SignConvolution, signConvolution } from '../binary/convolution.ts';
import { lowerSignColumns } from '../binary/lower-columns.ts';
import { lowerScalarSigns, type SignKernel } from '../binary/lower-scalar.ts';
import { lowerSignVectors } from '../binary/lower-simd.ts';
import { orGeneral } from '../general-kernel.ts';
import type { Refusal } from '../refusal.ts';
import type { Tiles } from '../tiles.ts';
import type { OperatorSpec } from './spec.ts';

const tiled = (convolution: SignConvolution, tiles: Tiles): SignKernel | Refusal | undefined => {
  if (tiles === 'scalar') return undefined;
  return tiles === 'simd128' ? lowerSignVectors(convolution) : lowerSignColumns(convolution);
};

export default {
  kinds: ['LceBconv2d'],
  lower: (operator, operands, tiles) => {
    const { x, y } = operands;
    const [images = 1] = x.shape;
    const convolution = signConvolution(operator, operands);
    const { call, ...lowered } = orGeneral(tiled(convolution, tiles), () => lowerScalarSigns(convolution));
    return {
      ...lowered,
      emit: ({ inputs, output, constants, scratch }) =>
        perImage(images, (image) => {
          const from = stepped(inputs[0] as string, tensorBytes(x) / images, image);
          const to = stepped(output, tensorBytes(y) / images, image);
          return `${call}(${from}, ${to}, ${constants}, ${scratch});`;
        }),
    };
  },
} satisfies OperatorSpec<'LceBconv2d'>;
