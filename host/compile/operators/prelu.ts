import type { Tensor } from '../../model/graph.ts';
import { lowerElements } from '../broadcast.ts';
import { Constants } from '../constants.ts';
import { elementType } from '../element-type.ts';
import { affine, quantizeMultiplier, rangeOf } from '../quantize.ts';
import type { OperatorSpec } from './spec.ts';

/** tensorflow/lite/micro/kernels/prelu_common.cc. */
export default {
  kinds: ['PRELU'],
  lower: (_, { x, y, w }) => {
    const alpha = w as Tensor;
    const [input, slope, output] = [affine(x), affine(alpha), affine(y)];
    const rescales = [input.scale / output.scale, (input.scale * slope.scale) / output.scale].map(quantizeMultiplier);
    const { min, max } = rangeOf(y.dtype);
    const constants = new Constants()
      .s32(input.zero, slope.zero, output.zero)
      .s32(...rescales.flatMap(({ multiplier, shift }) => [multiplier, shift]), min, max)
      .finish();
    return lowerElements({ kernel: 'prelu', type: elementType(y.dtype), constants }, [x, alpha], y);
  },
} satisfies OperatorSpec<'PRELU'>;
