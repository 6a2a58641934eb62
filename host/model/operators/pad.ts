import { integers } from '../constant-data.ts';
import type { Tensor } from '../graph.ts';
import { differentScales, singleScales } from '../scale-rules.ts';
import { same } from '../shapes.ts';
import { refuseComputed, refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** TensorFlow Lite Micro's limit, and our kernel's. */
const MAX_RANK = 5;

export default {
  kinds: ['PAD'],
  inputs: [2, 2],
  refusal: (_, { x, y, w }) => refuseMixed([x, y], 'int8') ?? refuseComputed(w, 'paddings'),
  complaint: (_, { x, y, w }) => {
    const rank = x.shape.length;
    const paddings = integers(w as Tensor);
    if (w?.dtype !== 'int32' && w?.dtype !== 'int64') return `${w?.dtype} paddings`;
    if (rank < 1 || rank > MAX_RANK || paddings.length !== 2 * rank)
      return `${paddings.length} paddings for rank ${rank}, at most ${MAX_RANK}`;
    const expected = x.shape.map((extent, axis) => extent + (paddings[2 * axis] ?? 0) + (paddings[2 * axis + 1] ?? 0));
    if (paddings.some((amount) => amount < 0) || !same(expected, y.shape))
      return `[${x.shape}] padded by ${paddings} does not give [${y.shape}]`;
    return singleScales([x, y]) ?? differentScales(x, y);
  },
} satisfies OperatorRules<'PAD'>;
