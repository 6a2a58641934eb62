import { complaintAboutBroadcast, refuseRank } from '../broadcast-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import { valuesOf } from '../values.ts';
import type { OperatorRules } from './spec.ts';

/** TensorFlow Lite Micro has these for real numbers only; FLOOR_DIV stops at a divisor of 0. */
export default {
  kinds: ['FLOOR_DIV', 'FLOOR_MOD'],
  inputs: [2, 2],
  learned: [0, 1],
  refusal: (_, { x, w, y }) =>
    refuseMixed([x, w, y], 'float32') ??
    refuseRank([x, w]) ??
    (w?.data && valuesOf('float32', w.data).includes(0) ? 'by a constant 0' : undefined),
  complaint: (_, { x, w, y }) => complaintAboutBroadcast([x, w], y),
} satisfies OperatorRules<'FLOOR_DIV' | 'FLOOR_MOD'>;
