import { axisOf } from '../axes.ts';
import { complaintAboutMove } from '../copy-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** tensorflow/lite/micro/kernels/unpack.cc: each slice along an axis, without that axis. */
export default {
  kinds: ['UNPACK'],
  inputs: [1, 1],
  outputs: [1, Number.POSITIVE_INFINITY],
  refusal: (_, { x, outputs }) => refuseMixed([x, ...outputs], 'int8', 'int16', 'int32', 'float32'),
  complaint: ({ options: { axis: given, count } }, { x, outputs }) => {
    const axis = axisOf(given, x.shape.length);
    if (axis === undefined || x.shape[axis] !== count || outputs.length !== count)
      return `[${x.shape}] into ${outputs.length} along axis ${given}, where its options say ${count}`;
    const due = x.shape.toSpliced(axis, 1);
    return outputs.map((output) => complaintAboutMove(x, output, due)).find(Boolean);
  },
} satisfies OperatorRules<'UNPACK'>;
