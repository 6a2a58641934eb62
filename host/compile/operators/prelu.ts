import type { Tensor } from '../../model/graph.ts';
import { lowerElements } from '../broadcast.ts';
import { lowerByTable } from '../by-table.ts';
import { Constants } from '../constants.ts';
import { elementType } from '../element-type.ts';
import { clamp, requantize } from '../fixed-point.ts';
import { affine, quantizeMultiplier, rangeOf } from '../quantize.ts';
import { lowerReals } from '../reals/elements.ts';
import type { OperatorSpec } from './spec.ts';

/** tensorflow/lite/micro/kernels/prelu_common.cc. */
export default {
  kinds: ['PRELU'],
  lower: (_, { x, y, w }) => {
    const inputs = [x, w as Tensor] as const;
    if (y.dtype === 'float32') return lowerReals('prelu_f32', inputs, y);
    const [input, alpha] = [affine(inputs[0]), affine(inputs[1])];
    const output = affine(y);
    const positive = quantizeMultiplier(input.scale / output.scale);
    const negative = quantizeMultiplier((input.scale * alpha.scale) / output.scale);
    const limits = rangeOf(y.dtype);
    const sloped = (value: number, slope: number) => {
      const distance = value - input.zero;
      const scaled =
        distance < 0 ? requantize(distance * (slope - alpha.zero), negative) : requantize(distance, positive);
      return clamp(scaled + output.zero, limits);
    };
    const constants = new Constants()
      .s32(input.zero, alpha.zero, output.zero)
      .s32(positive.multiplier, positive.shift, negative.multiplier, negative.shift, limits.min, limits.max)
      .finish();
    return (
      lowerByTable(inputs, y, sloped) ??
      lowerElements({ kernel: 'prelu', type: elementType(y.dtype), constants }, inputs, y)
    );
  },
} satisfies OperatorSpec<'PRELU'>;
