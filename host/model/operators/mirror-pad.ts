import { complaintAboutMove } from '../copy-rules.ts';
import type { Tensor } from '../graph.ts';
import { complaintAboutPaddings, paddedShape, paddingsOf } from '../paddings.ts';
import { refuseComputed, refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** tensorflow/lite/micro/kernels/mirror_pad.cc; with more than there is to mirror, the reference leaves its input. */
export default {
  kinds: ['MIRROR_PAD'],
  inputs: [2, 2],
  refusal: (_, { x, y, w }) => refuseMixed([x, y], 'int8', 'float32') ?? refuseComputed(w, 'paddings'),
  complaint: ({ options: { mode } }, { x, y, w }) => {
    const paddings = w as Tensor;
    const complaint = complaintAboutPaddings(x, paddings) ?? complaintAboutMove(x, y, paddedShape(x, paddings));
    if (complaint) return complaint;
    const edge = mode === 'reflect' ? 1 : 0;
    const isShort = paddingsOf(paddings).some(
      ({ before, after }, axis) => Math.max(before, after) > (x.shape[axis] ?? 0) - edge,
    );
    return isShort ? `[${x.shape}] mirrored to [${y.shape}]` : undefined;
  },
} satisfies OperatorRules<'MIRROR_PAD'>;
