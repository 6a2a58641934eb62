import { integers } from '../constant-data.ts';
import { complaintAboutMove, refuseRank } from '../copy-rules.ts';
import type { Tensor } from '../graph.ts';
import { refuseComputed, refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** tensorflow/lite/micro/kernels/transpose_common.cc */
const MAX_RANK = 5;

const types = (['int8', 'int16', 'float32'] as const).map((type) => [type, 'int32', type] as const);

/** Whether each axis is named once, counted from the front. */
const isPermutation = (axes: readonly number[], rank: number): boolean =>
  axes.length === rank && Array.from({ length: rank }, (_, axis) => axis).every((axis) => axes.includes(axis));

export default {
  kinds: ['TRANSPOSE'],
  inputs: [2, 2],
  refusal: (_, { x, w, y }) =>
    refuseTypes([x, w, y], ...types) ?? refuseComputed(w, 'permutation') ?? refuseRank([x], MAX_RANK),
  complaint: (_, { x, w, y }) => {
    const axes = integers(w as Tensor);
    if (!isPermutation(axes, x.shape.length)) return `axes ${axes} for rank ${x.shape.length}`;
    return complaintAboutMove(
      x,
      y,
      axes.map((axis) => x.shape[axis] ?? 0),
    );
  },
} satisfies OperatorRules<'TRANSPOSE'>;
