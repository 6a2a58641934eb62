import type { OperatorRules } from './spec.ts';

/** Which layers run would be known at run time only. */
export default {
  kinds: ['IF', 'WHILE'],
  inputs: [0, 65_536],
  outputs: [0, 65_536],
  refusal: () => 'whose layers run or not as the data say',
  complaint: () => undefined,
} satisfies OperatorRules<'IF' | 'WHILE'>;
