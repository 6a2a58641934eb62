import { complaintAboutBroadcast, refuseRank } from '../broadcast-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** Scales play no part: elements are compared as they are stored. */
export default {
  kinds: ['MAXIMUM', 'MINIMUM'],
  inputs: [2, 2],
  learned: [0, 1],
  refusal: (_, { x, w, y }) =>
    refuseMixed([x, w, y], 'int8', 'int16', 'int32', 'int64', 'float32') ?? refuseRank([x, w]),
  complaint: (_, { x, w, y }) => complaintAboutBroadcast([x, w], y),
} satisfies OperatorRules<'MAXIMUM' | 'MINIMUM'>;
