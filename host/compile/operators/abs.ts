import { Constants } from '../constants.ts';
import { lowerElementwise } from '../elementwise.ts';
import { requantize } from '../fixed-point.ts';
import { lowerLookup } from '../lookup.ts';
import { affine, quantizeMultiplier } from '../quantize.ts';
import { lowerReals } from '../reals/elements.ts';
import type { OperatorSpec } from './spec.ts';

/** Rescales by 1 exactly. */
const identity = quantizeMultiplier(1);

export default {
  kinds: ['ABS'],
  lower: (_, { x, y }) => {
    if (x.dtype === 'float32') return lowerReals('abs_f32', [x], y);
    const isPlain = !x.quantization;
    const rescale = isPlain ? identity : quantizeMultiplier(Math.fround(affine(x).scale / affine(y).scale));
    if (x.dtype === 'int8')
      return lowerLookup(x, y, (value) =>
        Math.max(-128, Math.min(127, requantize(Math.abs(value - affine(x).zero), rescale) + affine(y).zero)),
      );
    // Numbers without a scale wrap: the magnitude of the lowest one is itself.
    const constants = new Constants().s32(rescale.multiplier, rescale.shift, isPlain ? 32768 : 32767);
    return lowerElementwise(x, { name: 'abs_s16', constants });
  },
} satisfies OperatorSpec<'ABS'>;
