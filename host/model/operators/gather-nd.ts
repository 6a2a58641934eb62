import { integers } from '../constant-data.ts';
import { complaintAboutMove } from '../copy-rules.ts';
import type { Tensor } from '../graph.ts';
import { elements } from '../shapes.ts';
import { refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** tensorflow/lite/micro/kernels/gather_nd.cc */
const MAX_INDICES = 5;

/** Where a slice begins, in elements: an index outside its axis may still lie inside the tensor, as in the reference. */
const begins = (shape: readonly number[], indices: readonly number[], count: number): number[] =>
  Array.from({ length: indices.length / count }, (_, slice) =>
    indices
      .slice(slice * count, (slice + 1) * count)
      .reduce((sum, index, axis) => sum + index * elements(shape.slice(axis + 1)), 0),
  );

/** The last axis of the indices holds one index for each leading axis of the input. */
export default {
  kinds: ['GATHER_ND'],
  inputs: [2, 2],
  refusal: (_, { x, w, y }) =>
    refuseTypes([x, w, y], ['int8', 'int32', 'int8'], ['float32', 'int32', 'float32']) ??
    ((w?.shape.at(-1) ?? 0) > MAX_INDICES ? `by more than ${MAX_INDICES} indices` : undefined),
  complaint: (_, { x, y, w }) => {
    const indices = w as Tensor;
    const count = indices.shape.at(-1) ?? 0;
    if (count < 1 || count > x.shape.length) return `${count} indices into rank ${x.shape.length}`;
    const slice = x.shape.slice(count);
    const last = elements(x.shape) - elements(slice);
    const missing = begins(x.shape, integers(indices), count).find((at) => at < 0 || at > last);
    if (missing !== undefined) return `a slice at element ${missing} of ${elements(x.shape)}`;
    return complaintAboutMove(x, y, [...indices.shape.slice(0, -1), ...slice]);
  },
} satisfies OperatorRules<'GATHER_ND'>;
