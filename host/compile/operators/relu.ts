import { Constants } from '../constants.ts';
import { lowerElementwise } from '../elementwise.ts';
import { lowerLookup } from '../lookup.ts';
import { activationRange, affine, quantizeMultiplier } from '../quantize.ts';
import { lowerReals } from '../reals/elements.ts';
import { lowerRescaling } from '../rescaling.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['RELU', 'RELU6'],
  lower: ({ kind }, { x, y }) => {
    if (x.dtype === 'float32') return lowerReals(kind === 'RELU' ? 'relu_f32' : 'relu6_f32', [x], y);
    if (kind === 'RELU')
      return lowerRescaling(x, y, {
        rescale: quantizeMultiplier(Math.fround(affine(x).scale / affine(y).scale)),
        range: activationRange('relu', affine(y), y.dtype),
      });
    const { min, max } = activationRange('relu6', affine(x), x.dtype);
    if (x.dtype === 'int8') return lowerLookup(x, y, (value) => Math.min(max, Math.max(min, value)));
    return lowerElementwise(x, { name: 'relu6_s16', constants: new Constants().s32(min, max) });
  },
} satisfies OperatorSpec<'RELU' | 'RELU6'>;
