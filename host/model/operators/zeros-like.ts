import { differentShapes } from '../shape-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** Zeros, whatever the zero point. */
export default {
  kinds: ['ZEROS_LIKE'],
  inputs: [1, 1],
  refusal: (_, { x, y }) => refuseMixed([x, y], 'int8', 'int32', 'int64', 'float32'),
  complaint: (_, { x, y }) => differentShapes(x, y),
} satisfies OperatorRules<'ZEROS_LIKE'>;
