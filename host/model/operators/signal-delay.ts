import { differentShapes } from '../shape-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

const LONGEST = 2 ** 16;

/** input and output [..., n]; each row is delayed by itself. */
export default {
  kinds: ['SignalDelay'],
  inputs: [1, 1],
  state: ({ options: { delayLength } }, { x }) => ({ dtype: 'int16', shape: [...x.shape.slice(0, -1), delayLength] }),
  refusal: ({ options: { delayLength } }, { x, y }) =>
    refuseMixed([x, y], 'int16') ??
    (delayLength > 0 && delayLength <= LONGEST ? undefined : `by ${delayLength} samples`),
  complaint: (_, { x, y }) => (x.shape.length > 0 ? differentShapes(x, y) : 'rank 0'),
} satisfies OperatorRules<'SignalDelay'>;
