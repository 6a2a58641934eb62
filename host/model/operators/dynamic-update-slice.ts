import { complaintAboutMove, complaintAboutScales, refuseRank } from '../copy-rules.ts';
import type { Tensor } from '../graph.ts';
import { same } from '../shapes.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** tensorflow/lite/micro/kernels/dynamic_update_slice.cc */
const MAX_RANK = 6;

/** Input, what is written over a part of it, and where that part begins: an index too large is as large as it may be. */
export default {
  kinds: ['DYNAMIC_UPDATE_SLICE'],
  inputs: [3, 3],
  refusal: (_, { x, w: update, bias: start, y }) =>
    refuseMixed([x, update, y], 'int8', 'int16', 'int32', 'float32') ??
    refuseMixed([start], 'int32', 'int64') ??
    refuseRank([x], MAX_RANK),
  complaint: (_, { x, y, w, bias: start }) => {
    const update = w as Tensor;
    const rank = x.shape.length;
    const fits = update.shape.length === rank && update.shape.every((extent, axis) => extent <= (x.shape[axis] ?? 0));
    if (rank < 1 || !fits || !same(start?.shape ?? [], [rank]))
      return `[${update.shape}] at [${start?.shape}] indices over [${x.shape}]`;
    return complaintAboutMove(x, y, x.shape) ?? complaintAboutScales(update, y);
  },
} satisfies OperatorRules<'DYNAMIC_UPDATE_SLICE'>;
