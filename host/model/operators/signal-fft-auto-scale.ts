import type { Tensor } from '../graph.ts';
import { wrongShape } from '../signal-rules.ts';
import { refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** input [n]; outputs [n], the input shifted, and by how many bits, []. */
export default {
  kinds: ['SignalFftAutoScale'],
  inputs: [1, 1],
  outputs: [2, 2],
  refusal: (_, { x, outputs: [y, bits] }) => refuseTypes([x, y, bits], ['int16', 'int16', 'int32']),
  complaint: (_, { x, y, outputs }) =>
    x.shape.length === 1 ? wrongShape([y, x.shape], [outputs[1] as Tensor, []]) : `rank ${x.shape.length}`,
} satisfies OperatorRules<'SignalFftAutoScale'>;
