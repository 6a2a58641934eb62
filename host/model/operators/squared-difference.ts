import { complaintAboutBroadcast, refuseRank } from '../broadcast-rules.ts';
import type { Tensor } from '../graph.ts';
import { complaintAboutSquare, isPlain } from '../pair-scale-rules.ts';
import { singleScales } from '../scale-rules.ts';
import { refuseZeroPoint } from '../sum-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

export default {
  kinds: ['SQUARED_DIFFERENCE'],
  inputs: [2, 2],
  learned: [0, 1],
  refusal: (_, { x, w, y }) =>
    refuseMixed([x, w, y], 'int8', 'int16', 'int32', 'float32') ??
    refuseZeroPoint(x, w as Tensor, y) ??
    refuseRank([x, w]),
  complaint: (_, { x, w, y }) => {
    const other = w as Tensor;
    const complaint = complaintAboutBroadcast([x, other], y);
    if (complaint || isPlain(y)) return complaint;
    return singleScales([x, y, other]) ?? complaintAboutSquare(x, other, y);
  },
} satisfies OperatorRules<'SQUARED_DIFFERENCE'>;
