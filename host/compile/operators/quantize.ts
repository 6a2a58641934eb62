import { differentScales } from '../../model/scale-rules.ts';
import { Constants } from '../constants.ts';
import { lowerElementwise } from '../elementwise.ts';
import { bitsOf } from '../float-bits.ts';
import { lowerLookup } from '../lookup.ts';
import { input, output, whole } from '../movement/move.ts';
import { affine, quantizeMultiplier, rangeOf } from '../quantize.ts';
import { rescaleByte } from '../requantize-xnnpack.ts';
import { lowerRescaling } from '../rescaling.ts';
import type { OperatorSpec } from './spec.ts';

/** Ratios that XNNPACK takes (google/XNNPACK, src/subgraph/convert.c). */
const isConvertible = (ratio: number): boolean => ratio >= 2 ** -8 && ratio <= 2 ** 7;

export default {
  kinds: ['QUANTIZE'],
  movement: (_, { x, y }) =>
    x.dtype === y.dtype && !differentScales(x, y) ? { moves: [whole(x, input(0), output(0))] } : undefined,
  lower: (_, { x, y }) => {
    const { scale, zero } = affine(y);
    const range = rangeOf(y.dtype);
    if (affine(y).rounding === 'xnnpack' && isConvertible(affine(x).scale / scale))
      return lowerLookup(x, y, (value) =>
        Math.max(-128, Math.min(127, zero + rescaleByte(value - affine(x).zero, affine(x).scale / scale))),
      );
    if (x.dtype !== 'float32')
      return lowerRescaling(x, y, { rescale: quantizeMultiplier(affine(x).scale / scale), range });
    const constants = new Constants().s32(bitsOf(scale), zero, range.min, range.max);
    return lowerElementwise(x, { name: 'quantize_f32', types: [y], constants });
  },
} satisfies OperatorSpec<'QUANTIZE'>;
