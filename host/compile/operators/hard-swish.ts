import { hardSwish } from '../hard-swish.ts';
import { lowerLookup } from '../lookup.ts';
import { affine } from '../quantize.ts';
import { lowerReals } from '../reals/elements.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['HARD_SWISH'],
  lower: (_, { x, y }) =>
    x.dtype === 'float32' ? lowerReals('hard_swish_f32', [x], y) : lowerLookup(x, y, hardSwish(affine(x), affine(y))),
} satisfies OperatorSpec<'HARD_SWISH'>;
