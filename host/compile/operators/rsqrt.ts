import { Constants } from '../constants.ts';
import { lowerElementwise } from '../elementwise.ts';
import { requantize } from '../fixed-point.ts';
import { inverseRoot } from '../inverse-root.ts';
import { lowerLookup } from '../lookup.ts';
import { affine, quantizeMultiplier } from '../quantize.ts';
import { lowerReals } from '../reals/elements.ts';
import type { OperatorSpec } from './spec.ts';

/** Fraction bits of the root before it is rescaled (kernels/elementwise.cc, RsqrtEvalQuantized). */
const FRACTION_BITS = 20;

/** Zero gives the highest value; so do negative values, at which the reference stops. */
export default {
  kinds: ['RSQRT'],
  lower: (_, { x, y }) => {
    if (x.dtype === 'float32') return lowerReals('rsqrt_f32', [x], y);
    const [from, to] = [affine(x), affine(y)];
    const { multiplier, shift } = quantizeMultiplier(1 / Math.fround(Math.fround(Math.sqrt(from.scale)) * to.scale));
    if (x.dtype === 'int16') {
      const constants = new Constants().s32(multiplier, shift - FRACTION_BITS);
      return lowerElementwise(x, { name: 'rsqrt_s16', constants });
    }
    return lowerLookup(x, y, (value) => {
      if (value <= from.zero) return 127;
      const root = inverseRoot(value - from.zero);
      const inFraction = requantize(1, { ...root, shift: root.shift + FRACTION_BITS });
      const output = requantize(inFraction, { multiplier, shift: shift - FRACTION_BITS }) + to.zero;
      return Math.max(-128, Math.min(127, output));
    });
  },
} satisfies OperatorSpec<'RSQRT'>;
