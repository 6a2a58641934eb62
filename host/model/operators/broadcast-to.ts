import { integers } from '../constant-data.ts';
import { complaintAboutMove, refuseOddTypes, refuseRank } from '../copy-rules.ts';
import type { Tensor } from '../graph.ts';
import { broadcast, same } from '../shapes.ts';
import { refuseComputed, refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** tensorflow/lite/micro/kernels/broadcast_to.cc */
const MAX_RANK = 5;

export default {
  kinds: ['BROADCAST_TO'],
  inputs: [2, 2],
  refusal: (_, { x, w, y }) =>
    refuseOddTypes(x, y) ??
    refuseMixed([w], 'int32', 'int64') ??
    refuseComputed(w, 'shape') ??
    refuseRank([x, y], MAX_RANK),
  complaint: (_, { x, w, y }) => {
    const shape = integers(w as Tensor);
    const isWider = same(broadcast(x.shape, shape) ?? [], shape) && x.shape.length <= shape.length;
    return complaintAboutMove(x, y, isWider ? shape : undefined);
  },
} satisfies OperatorRules<'BROADCAST_TO'>;
