import { integers } from '../constant-data.ts';
import { complaintAboutMove } from '../copy-rules.ts';
import type { Tensor } from '../graph.ts';
import { refuseComputed, refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

const types = (['int8', 'int16', 'float32'] as const).map((type) => [type, 'int32', type] as const);

/** Input NHWC, and the height and width that it shall have (tensorflow/lite/micro/kernels/resize_nearest_neighbor.cc). */
export default {
  kinds: ['RESIZE_NEAREST_NEIGHBOR'],
  inputs: [2, 2],
  refusal: (_, { x, w, y }) => refuseTypes([x, w, y], ...types) ?? refuseComputed(w, 'size'),
  complaint: (_, { x, w, y }) => {
    const size = integers(w as Tensor);
    if (x.shape.length !== 4 || size.length !== 2) return `${size.length} extents for rank ${x.shape.length}`;
    return complaintAboutMove(x, y, x.shape.toSpliced(1, 2, ...size));
  },
} satisfies OperatorRules<'RESIZE_NEAREST_NEIGHBOR'>;
