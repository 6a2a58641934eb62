import { hardSwish } from '../hard-swish.ts';
import { lowerLookup } from '../lookup.ts';
import { affine } from '../quantize.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['HARD_SWISH'],
  lower: (_, { x, y }) => lowerLookup(x, y, hardSwish(affine(x), affine(y))),
} satisfies OperatorSpec<'HARD_SWISH'>;
