import { integers } from '../constant-data.ts';
import { complaintAboutMove, refuseRank } from '../copy-rules.ts';
import type { Tensor } from '../graph.ts';
import { elements } from '../shapes.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** tensorflow/lite/micro/kernels/slice.cc */
const MAX_RANK = 5;

/** Extents as they are due where both ends are known; where one is computed, the output's own. */
const due = (x: Tensor, y: Tensor, begin: Tensor, size: Tensor): readonly number[] | undefined => {
  const from = begin.data ? integers(begin) : x.shape.map(() => 0);
  const sizes = size.data ? integers(size) : y.shape;
  // -1 is all that is left; behind a computed begin that is whatever the output holds.
  const extents = sizes.map((extent, axis) => {
    if (extent !== -1) return extent;
    return begin.data ? (x.shape[axis] ?? 0) - (from[axis] ?? 0) : (y.shape[axis] ?? 0);
  });
  const fits = x.shape.every((extent, axis) => {
    const [at = -1, count = -1] = [from[axis], extents[axis]];
    return at >= 0 && count >= 0 && at + count <= extent;
  });
  return fits && extents.length === x.shape.length ? extents : undefined;
};

/** Where it begins may be computed; the shape of what it takes is the output's. */
export default {
  kinds: ['SLICE'],
  inputs: [3, 3],
  refusal: (_, { x, y, w: begin, bias: size }) =>
    refuseMixed([x, y], 'int8', 'int16', 'int32', 'bool', 'float32') ??
    refuseMixed([begin, size], 'int32', 'int64') ??
    refuseRank([x], MAX_RANK),
  complaint: (_, { x, y, w: begin, bias: size }) => {
    const ends = [begin as Tensor, size as Tensor] as const;
    const odd = ends.find(({ shape }) => elements(shape) !== x.shape.length);
    if (odd) return `${elements(odd.shape)} indices for rank ${x.shape.length}`;
    return complaintAboutMove(x, y, due(x, y, ...ends));
  },
} satisfies OperatorRules<'SLICE'>;
