import { axisOf } from '../axes.ts';
import { integers } from '../constant-data.ts';
import { complaintAboutMove } from '../copy-rules.ts';
import type { OperatorOf, Tensor } from '../graph.ts';
import { same } from '../shapes.ts';
import { refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** The axis that indices count along, and how many axes in front of it the two tensors share; undefined where they do not fit. */
export const gatheredAxes = (
  { axis: given, batchDims }: OperatorOf<'GATHER'>['options'],
  x: Tensor,
  { shape }: Tensor,
): { readonly axis: number; readonly batches: number } | undefined => {
  const axis = axisOf(given, x.shape.length);
  const batches = batchDims < 0 ? batchDims + shape.length : batchDims;
  if (axis === undefined || batches < 0 || batches > axis || batches > shape.length) return undefined;
  return same(x.shape.slice(0, batches), shape.slice(0, batches)) ? { axis, batches } : undefined;
};

/** tensorflow/lite/micro/kernels/gather.cc, which does not look whether an index exists. */
export default {
  kinds: ['GATHER'],
  inputs: [2, 2],
  refusal: (_, { x, w, y }) => refuseTypes([x, w, y], ['int8', 'int32', 'int8'], ['float32', 'int32', 'float32']),
  complaint: ({ options }, { x, y, w }) => {
    const indices = w as Tensor;
    const axes = gatheredAxes(options, x, indices);
    if (!axes) return `axis ${options.axis} of [${x.shape}] by [${indices.shape}], ${options.batchDims} in common`;
    const { axis, batches } = axes;
    const extent = x.shape[axis] as number;
    const missing = integers(indices).find((index) => index < 0 || index >= extent);
    if (missing !== undefined) return `index ${missing} of ${extent}`;
    return complaintAboutMove(x, y, x.shape.toSpliced(axis, 1, ...indices.shape.slice(batches)));
  },
} satisfies OperatorRules<'GATHER'>;
