import { Constants } from '../constants.ts';
import { lowerElementwise } from '../elementwise.ts';
import { requantize } from '../fixed-point.ts';
import { lowerLookup } from '../lookup.ts';
import { affine, quantizeMultiplier } from '../quantize.ts';
import { lowerReals } from '../reals/elements.ts';
import { rescaleByte } from '../requantize-xnnpack.ts';
import type { OperatorSpec } from './spec.ts';

const { fround } = Math;

/** Slopes that XNNPACK takes (google/XNNPACK, src/operators/unary-elementwise-nc.c, xnn_create_leaky_relu_nc_qs8). */
const isLeaky = (positive: number, alpha: number): boolean => {
  const negative = positive * alpha;
  return positive >= 2 ** -8 && positive <= 2 ** 7 && Math.abs(negative) >= 2 ** -8 && Math.abs(negative) <= 2 ** 7;
};

/** Ratios of scales in float32; a negative alpha rescales by its magnitude (kernels/leaky_relu_common.cc, internal/reference/leaky_relu.h). */
export default {
  kinds: ['LEAKY_RELU'],
  lower: ({ options: { alpha } }, { x, y }) => {
    if (x.dtype === 'float32') return lowerReals('leaky_relu_f32', [x], y, { numbers: [alpha] });
    const [from, to] = [affine(x), affine(y)];
    const identity = quantizeMultiplier(Math.fround(from.scale / to.scale));
    const slope = quantizeMultiplier(Math.fround(Math.fround(from.scale * Math.abs(alpha)) / to.scale));
    const sign = alpha < 0 ? -1 : 1;
    if (to.rounding === 'xnnpack' && isLeaky(from.scale / to.scale, alpha))
      return lowerLookup(x, y, (value) => {
        const difference = value - from.zero;
        const ratio = fround(from.scale / to.scale);
        const scaled = rescaleByte(difference, difference >= 0 ? ratio : fround(ratio * alpha));
        return Math.max(-128, Math.min(127, to.zero + scaled));
      });
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
