import { complaintAboutBroadcast, refuseRank } from '../broadcast-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

export default {
  kinds: ['LOGICAL_AND', 'LOGICAL_OR'],
  inputs: [2, 2],
  refusal: (_, { x, w, y }) => refuseMixed([x, w, y], 'bool') ?? refuseRank([x, w]),
  complaint: (_, { x, w, y }) => complaintAboutBroadcast([x, w], y),
} satisfies OperatorRules<'LOGICAL_AND' | 'LOGICAL_OR'>;
