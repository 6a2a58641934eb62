import type { Tensor } from '../graph.ts';
import { same } from '../shapes.ts';
import { complaintAboutSplit, refuseSplit } from '../split-rules.ts';
import type { OperatorRules } from './spec.ts';

/** Its axis comes first. */
export default {
  kinds: ['SPLIT'],
  inputs: [2, 2],
  outputs: [1, Number.POSITIVE_INFINITY],
  refusal: (_, { x: axis, w: x, outputs }) => refuseSplit(x as Tensor, axis, outputs),
  complaint: ({ options: { count } }, { x: axis, w: x, y, outputs }) => {
    if (outputs.length !== count) return `${outputs.length} outputs where its options say ${count}`;
    if (!outputs.every(({ shape }) => same(shape, y.shape))) return 'parts of different sizes';
    return complaintAboutSplit(x as Tensor, axis, outputs);
  },
} satisfies OperatorRules<'SPLIT'>;
