import { Constants } from '../constants.ts';
import { lowerElementwise } from '../elementwise.ts';
import { bitsOf } from '../float-bits.ts';
import { lowerLookup } from '../lookup.ts';
import { affine } from '../quantize.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['DEQUANTIZE'],
  lower: (_, { x, y }) => {
    const { scale, zero } = affine(x);
    if (x.dtype !== 'int16') return lowerLookup(x, y, (value) => scale * (value - zero));
    return lowerElementwise(x, { name: 'dequantize_s16', constants: new Constants().s32(bitsOf(scale), zero) });
  },
} satisfies OperatorSpec<'DEQUANTIZE'>;
