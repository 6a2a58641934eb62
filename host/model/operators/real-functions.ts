import { differentShapes } from '../shape-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** TensorFlow Lite Micro has these for real numbers only. */
export default {
  kinds: ['CEIL', 'COS', 'EXP', 'FLOOR', 'LOG', 'NEG', 'ROUND', 'SIN', 'SQRT', 'SQUARE'],
  inputs: [1, 1],
  refusal: (_, { x, y }) => refuseMixed([x, y], 'float32'),
  complaint: (_, { x, y }) => differentShapes(x, y),
} satisfies OperatorRules<'CEIL' | 'COS' | 'EXP' | 'FLOOR' | 'LOG' | 'NEG' | 'ROUND' | 'SIN' | 'SQRT' | 'SQUARE'>;
