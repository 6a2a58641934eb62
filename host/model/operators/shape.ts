import { same } from '../shapes.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** tensorflow/lite/micro/kernels/shape.cc */
export default {
  kinds: ['SHAPE'],
  inputs: [1, 1],
  refusal: (_, { y }) => refuseMixed([y], 'int32'),
  complaint: (_, { x, y }) => (same(y.shape, [x.shape.length]) ? undefined : `rank ${x.shape.length} to [${y.shape}]`),
} satisfies OperatorRules<'SHAPE'>;
