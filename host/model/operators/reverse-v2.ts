import { axisOf } from '../axes.ts';
import { integers } from '../constant-data.ts';
import { complaintAboutMove, refuseRank } from '../copy-rules.ts';
import type { Tensor } from '../graph.ts';
import { refuseComputed, refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** tensorflow/lite/micro/kernels/reverse.cc */
const MAX_RANK = 6;

const types = (['int8', 'uint8', 'int16', 'int32', 'int64', 'bool', 'float32'] as const).map(
  (type) => [type, 'int32', type] as const,
);

/** The axes to reverse, in order; undefined where one does not exist. */
export const reversedAxes = (x: Tensor, axes: Tensor): readonly number[] | undefined => {
  const found = integers(axes).flatMap((axis) => axisOf(axis, x.shape.length) ?? []);
  return found.length === integers(axes).length ? found.toSorted((a, b) => a - b) : undefined;
};

export default {
  kinds: ['REVERSE_V2'],
  inputs: [2, 2],
  refusal: (_, { x, w, y }) => {
    const refusal = refuseTypes([x, w, y], ...types) ?? refuseComputed(w, 'axes') ?? refuseRank([x], MAX_RANK);
    if (refusal) return refusal;
    const axes = reversedAxes(x, w as Tensor) ?? [];
    return axes.every((axis, at) => at === 0 || axis === (axes[at - 1] as number) + 1)
      ? undefined
      : 'over axes that are not neighbours';
  },
  complaint: (_, { x, w, y }) =>
    reversedAxes(x, w as Tensor)?.length
      ? complaintAboutMove(x, y, x.shape)
      : `axes ${integers(w as Tensor)} of [${x.shape}]`,
} satisfies OperatorRules<'REVERSE_V2'>;
