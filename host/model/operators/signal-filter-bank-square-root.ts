import type { Tensor } from '../graph.ts';
import { wrongShape } from '../signal-rules.ts';
import { refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** input [channels], the bits to shift their roots by, []; output [channels]. */
export default {
  kinds: ['SignalFilterBankSquareRoot'],
  inputs: [2, 2],
  refusal: (_, { x, w, y }) => refuseTypes([x, w, y], ['uint64', 'int32', 'uint32']),
  complaint: (_, { x, w, y }) => wrongShape([x, x.shape.slice(0, 1)], [y, x.shape], [w as Tensor, []]),
} satisfies OperatorRules<'SignalFilterBankSquareRoot'>;
