import { integers } from '../constant-data.ts';
import { complaintAboutScales } from '../copy-rules.ts';
import type { Tensor } from '../graph.ts';
import { same } from '../shapes.ts';
import { refuseComputed, refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** tensorflow/lite/micro/kernels/fill.cc: a constant shape, and a scalar that may be computed. */
export default {
  kinds: ['FILL'],
  inputs: [2, 2],
  refusal: (_, { x: shape, w: value, y }) =>
    refuseMixed([value, y], 'int8', 'int32', 'float32') ??
    refuseMixed([shape], 'int32', 'int64') ??
    refuseComputed(shape, 'shape'),
  complaint: (_, { x: shape, w, y }) => {
    const value = w as Tensor;
    if (value.shape.length !== 0) return `a value of shape [${value.shape}]`;
    return same(integers(shape), y.shape)
      ? complaintAboutScales(value, y)
      : `shape [${integers(shape)}], not [${y.shape}]`;
  },
} satisfies OperatorRules<'FILL'>;
