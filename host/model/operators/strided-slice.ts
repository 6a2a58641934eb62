import { complaintAboutMove, refuseRank } from '../copy-rules.ts';
import { takenBy } from '../strided-slice.ts';
import { refuseComputed, refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** tensorflow/lite/micro/kernels/strided_slice_common.cc, which pays no heed to the masks that are refused here */
const MAX_RANK = 4;

export default {
  kinds: ['STRIDED_SLICE'],
  inputs: [4, 4],
  refusal: ({ options }, { inputs: [x, ...constants], y }) => {
    if (options.ellipsisMask !== 0) return 'with an ellipsis';
    if (options.newAxisMask !== 0) return 'with new axes';
    const types = refuseMixed([x, y], 'int8', 'int16', 'int32', 'bool', 'float32') ?? refuseMixed(constants, 'int32');
    return (
      types ?? constants.map((one) => refuseComputed(one, 'ends')).find(Boolean) ?? (x && refuseRank([x], MAX_RANK))
    );
  },
  complaint: ({ options }, { inputs: [, ...constants], x, y }) => {
    const taken = takenBy(options, x, constants);
    return complaintAboutMove(
      x,
      y,
      taken?.flatMap(({ count, isDropped }) => (isDropped ? [] : [count])),
    );
  },
} satisfies OperatorRules<'STRIDED_SLICE'>;
