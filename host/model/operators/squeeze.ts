import { axisOf } from '../axes.ts';
import { complaintAboutMove, refuseOddTypes } from '../copy-rules.ts';
import type { OperatorRules } from './spec.ts';

/** What is left without the axes of extent 1 that are named, or without all of them (tensorflow/lite/micro/kernels/squeeze.cc). */
const squeezed = (shape: readonly number[], axes: readonly number[]): readonly number[] | undefined => {
  const named = axes.map((axis) => axisOf(axis, shape.length));
  if (named.some((axis) => axis === undefined || shape[axis] !== 1)) return undefined;
  return shape.filter((extent, axis) => (named.length === 0 ? extent !== 1 : !named.includes(axis)));
};

export default {
  kinds: ['SQUEEZE'],
  inputs: [1, 1],
  refusal: (_, { x, y }) => refuseOddTypes(x, y),
  complaint: ({ options: { axes } }, { x, y }) => complaintAboutMove(x, y, squeezed(x.shape, axes)),
} satisfies OperatorRules<'SQUEEZE'>;
