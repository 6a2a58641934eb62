import type { Tensor } from '../graph.ts';
import { same } from '../shapes.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** Two shapes give that which both broadcast to (tensorflow/lite/micro/kernels/broadcast_args.cc). */
export default {
  kinds: ['BROADCAST_ARGS'],
  inputs: [2, 2],
  refusal: (_, { x, w, y }) => refuseMixed([x, w, y], 'int32', 'int64'),
  complaint: (_, { x, w, y }) => {
    const shapes = [x, w as Tensor].map(({ shape }) => shape);
    const due = Math.max(...shapes.map(([length = 0]) => length));
    return shapes.every(({ length }) => length === 1) && same(y.shape, [due])
      ? undefined
      : `[${shapes[0]}] and [${shapes[1]}] to [${y.shape}]`;
  },
} satisfies OperatorRules<'BROADCAST_ARGS'>;
