import { complaintAboutBroadcast, refuseRank } from '../broadcast-rules.ts';
import { elements } from '../shapes.ts';
import { refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** Scales play no part: elements are copied as they are stored. Single elements may differ in rank. */
export default {
  kinds: ['SELECT_V2'],
  inputs: [3, 3],
  refusal: (_, { inputs, y }) =>
    refuseTypes(
      [...inputs, y],
      ['bool', 'int8', 'int8', 'int8'],
      ['bool', 'int16', 'int16', 'int16'],
      ['bool', 'float32', 'float32', 'float32'],
    ) ?? refuseRank(inputs),
  complaint: (_, { inputs, y }) =>
    [...inputs, y].every((tensor) => elements(tensor?.shape ?? []) === 1)
      ? undefined
      : complaintAboutBroadcast(inputs, y),
} satisfies OperatorRules<'SELECT_V2'>;
