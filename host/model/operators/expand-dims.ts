import { axisOf } from '../axes.ts';
import { integers } from '../constant-data.ts';
import { complaintAboutMove } from '../copy-rules.ts';
import type { Tensor } from '../graph.ts';
import { refuseComputed, refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

const types = (['int8', 'int16', 'float32'] as const).map((type) => [type, 'int32', type] as const);

/** The axis of extent 1 stands where `axis` counts in the output (tensorflow/lite/micro/kernels/expand_dims.cc). */
const expanded = (shape: readonly number[], axis: number | undefined): readonly number[] | undefined => {
  const at = axisOf(axis, shape.length + 1);
  return at === undefined ? undefined : shape.toSpliced(at, 0, 1);
};

export default {
  kinds: ['EXPAND_DIMS'],
  inputs: [2, 2],
  refusal: (_, { x, w, y }) => refuseTypes([x, w, y], ...types) ?? refuseComputed(w, 'axis'),
  complaint: (_, { x, w, y }) => {
    const axes = integers(w as Tensor);
    return axes.length === 1 ? complaintAboutMove(x, y, expanded(x.shape, axes[0])) : `${axes.length} axes`;
  },
} satisfies OperatorRules<'EXPAND_DIMS'>;
