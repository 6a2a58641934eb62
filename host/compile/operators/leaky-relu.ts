import { Constants } from '../constants.ts';
import { lowerElementwise } from '../elementwise.ts';
import { requantize } from '../fixed-point.ts';
import { lowerLookup } from '../lookup.ts';
import { affine, quantizeMultiplier } from '../quantize.ts';
import { lowerReals } from '../reals/elements.ts';
import type { OperatorSpec } from './spec.ts';

/** Ratios of scales in float32; a negative alpha rescales by its magnitude (kernels/leaky_relu_common.cc, internal/reference/leaky_relu.h). */
export default {
  kinds: ['LEAKY_RELU'],
  lower: ({ options: { alpha } }, { x, y }) => {
    if (x.dtype === 'float32') return lowerReals('leaky_relu_f32', [x], y, { numbers: [alpha] });
    const [from, to] = [affine(x), affine(y)];
    const identity = quantizeMultiplier(Math.fround(from.scale / to.scale));
    const slope = quantizeMultiplier(Math.fround(Math.fround(from.scale * Math.abs(alpha)) / to.scale));
    const sign = alpha < 0 ? -1 : 1;
    if (x.dtype === 'int8')
      return lowerLookup(x, y, (value) => {
        const difference = value - from.zero;
        const scaled = difference >= 0 ? requantize(difference, identity) : sign * requantize(difference, slope);
        return Math.max(-128, Math.min(127, to.zero + scaled));
      });
    const rescales = [identity.multiplier, identity.shift, slope.multiplier, slope.shift];
    const constants = new Constants().s32(from.zero, to.zero, ...rescales, sign);
    return lowerElementwise(x, { name: 'leaky_relu_s16', constants });
  },
} satisfies OperatorSpec<'LEAKY_RELU'>;
