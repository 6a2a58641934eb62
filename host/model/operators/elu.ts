import { complaintAboutRatio, complaintAboutScaling, singleScales } from '../scale-rules.ts';
import { differentShapes } from '../shape-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

export default {
  kinds: ['ELU'],
  inputs: [1, 1],
  refusal: (_, { x, y }) => refuseMixed([x, y], 'int8', 'float32'),
  complaint: (_, { x, y }) =>
    differentShapes(x, y) ??
    singleScales([x, y]) ??
    complaintAboutScaling(x, y) ??
    complaintAboutRatio(x, 1 / (y.quantization?.scales[0] ?? 0)),
} satisfies OperatorRules<'ELU'>;
