import type { Tensor } from '../graph.ts';
import { complaintAboutSplit, refuseSplit } from '../split-rules.ts';
import type { OperatorRules } from './spec.ts';

/** Input, sizes, axis. The sizes are those of the outputs; TensorFlow Lite Micro does not read them either. */
export default {
  kinds: ['SPLIT_V'],
  inputs: [3, 3],
  outputs: [1, Number.POSITIVE_INFINITY],
  refusal: (_, { x, bias: axis, outputs }) => refuseSplit(x, axis as Tensor, outputs),
  complaint: ({ options: { count } }, { x, bias: axis, outputs }) =>
    outputs.length === count
      ? complaintAboutSplit(x, axis as Tensor, outputs)
      : `${outputs.length} outputs where its options say ${count}`,
} satisfies OperatorRules<'SPLIT_V'>;
