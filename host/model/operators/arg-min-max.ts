import { axesOf } from '../axes.ts';
import { integers } from '../constant-data.ts';
import type { Tensor } from '../graph.ts';
import { same } from '../shapes.ts';
import { refuseComputed, refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** input, one constant axis int32; the output has the other axes. */
export default {
  kinds: ['ARG_MAX', 'ARG_MIN'],
  inputs: [2, 2],
  refusal: (_, { x, y, w }) =>
    refuseTypes([x, w, y], ['int8', 'int32', 'int32'], ['float32', 'int32', 'int32']) ?? refuseComputed(w, 'axis'),
  complaint: (_, { x, y, w }) => {
    const list = integers(w as Tensor);
    const [axis] = axesOf(list, x.shape.length) ?? [];
    if (axis === undefined || list.length !== 1) return `axis ${list} of [${x.shape}]`;
    const expected = x.shape.toSpliced(axis, 1);
    return same(expected, y.shape) ? undefined : `[${x.shape}] along axis ${axis} does not give [${y.shape}]`;
  },
} satisfies OperatorRules<'ARG_MAX' | 'ARG_MIN'>;
