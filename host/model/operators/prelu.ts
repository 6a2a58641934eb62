import { complaintAboutBroadcast, refuseRank } from '../broadcast-rules.ts';
import type { Tensor } from '../graph.ts';
import { complaintAboutRescale, complaintAboutScaling, singleScales } from '../scale-rules.ts';
import { refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** tensorflow/lite/micro/kernels/prelu_common.cc, BroadcastPrelu4DSlowFloat. */
const MAX_RANK_OF_REALS = 4;

export default {
  kinds: ['PRELU'],
  inputs: [2, 2],
  learned: [1],
  refusal: (_, { x, w, y }) =>
    refuseTypes([x, w, y], ['int8', 'int8', 'int8'], ['int16', 'int8', 'int16'], ['float32', 'float32', 'float32']) ??
    refuseRank([x, w], x.dtype === 'float32' ? MAX_RANK_OF_REALS : undefined),
  complaint: (_, { x, w, y }) => {
    const alpha = w as Tensor;
    if (x.dtype === 'float32') return complaintAboutBroadcast([x, alpha], y);
    return (
      complaintAboutBroadcast([x, alpha], y) ??
      singleScales([x, alpha, y]) ??
      complaintAboutScaling(x, y) ??
      complaintAboutRescale([x, alpha], y)
    );
  },
} satisfies OperatorRules<'PRELU'>;
