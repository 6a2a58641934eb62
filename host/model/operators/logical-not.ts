import { same } from '../shapes.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

export default {
  kinds: ['LOGICAL_NOT'],
  inputs: [1, 1],
  refusal: (_, { x, y }) => refuseMixed([x, y], 'bool'),
  complaint: (_, { x, y }) => (same(x.shape, y.shape) ? undefined : `[${x.shape}] to [${y.shape}]`),
} satisfies OperatorRules<'LOGICAL_NOT'>;
