import { complaintAboutScaling, singleScales } from '../scale-rules.ts';
import { differentShapes } from '../shape-rules.ts';
import { refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** From real numbers, or from one scale to another. */
export default {
  kinds: ['QUANTIZE'],
  inputs: [1, 1],
  refusal: (_, { x, y }) =>
    refuseTypes(
      [x, y],
      ['float32', 'int8'],
      ['float32', 'int16'],
      ['int32', 'int8'],
      ['int32', 'int16'],
      ['int16', 'int8'],
      ['int16', 'int16'],
      ['int16', 'int32'],
      ['int8', 'int8'],
      ['int8', 'uint8'],
      ['int8', 'int16'],
      ['int8', 'int32'],
      ['uint8', 'int8'],
    ),
  complaint: (_, { x, y }) => {
    const complaint = differentShapes(x, y) ?? singleScales(x.dtype === 'float32' ? [y] : [x, y]);
    return complaint ?? (x.dtype === 'float32' ? undefined : complaintAboutScaling(x, y));
  },
} satisfies OperatorRules<'QUANTIZE'>;
