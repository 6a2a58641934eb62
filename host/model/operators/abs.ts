import { complaintAboutScaling, nonZeroPoints, singleScales } from '../scale-rules.ts';
import { differentShapes } from '../shape-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** int16 may be numbers without a scale. */
export default {
  kinds: ['ABS'],
  inputs: [1, 1],
  refusal: (_, { x, y }) => refuseMixed([x, y], 'int8', 'int16', 'float32'),
  complaint: (_, { x, y }) => {
    const isPlain = x.dtype === 'float32' || (x.dtype === 'int16' && !x.quantization && !y.quantization);
    const complaint = differentShapes(x, y) ?? (isPlain ? undefined : singleScales([x, y]));
    if (complaint || isPlain) return complaint;
    return complaintAboutScaling(x, y) ?? (x.dtype === 'int16' ? nonZeroPoints([x, y]) : undefined);
  },
} satisfies OperatorRules<'ABS'>;
