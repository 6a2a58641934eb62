import { axisOf } from '../axes.ts';
import { complaintAboutMove, complaintAboutScales } from '../copy-rules.ts';
import { same } from '../shapes.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** tensorflow/lite/micro/kernels/pack.cc: tensors of one shape, side by side along a new axis. */
export default {
  kinds: ['PACK'],
  inputs: [1, Number.POSITIVE_INFINITY],
  refusal: (_, { inputs, y }) => refuseMixed([...inputs, y], 'int8', 'int16', 'int32', 'int64', 'float32'),
  complaint: ({ options }, { inputs, x, y }) => {
    const parts = inputs.flatMap((tensor) => tensor ?? []);
    if (parts.length < inputs.length) return 'an input left out';
    if (options.count !== parts.length) return `${parts.length} inputs where its options say ${options.count}`;
    const other = parts.find(({ shape }) => !same(shape, x.shape));
    if (other) return `[${x.shape}] beside [${other.shape}]`;
    const axis = axisOf(options.axis, x.shape.length + 1);
    const due = axis === undefined ? undefined : x.shape.toSpliced(axis, 0, parts.length);
    return complaintAboutMove(x, y, due) ?? parts.map((part) => complaintAboutScales(part, y)).find(Boolean);
  },
} satisfies OperatorRules<'PACK'>;
