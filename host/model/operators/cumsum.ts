import { axesOf } from '../axes.ts';
import { integers } from '../constant-data.ts';
import type { Tensor } from '../graph.ts';
import { complaintAboutSum } from '../pair-scale-rules.ts';
import { singleScales } from '../scale-rules.ts';
import { same } from '../shapes.ts';
import { refuseComputed, refuseMixed, refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** The reference keeps 19 bits behind its sum's point, in a word (tensorflow/lite/kernels/internal/reference/cumsum.h). */
const MAX_SUM = 2 ** 12 - 1;

/** How many values may be added before the sum may leave its word, where the reference is undefined. */
const mostSummed = (zero: number): number => Math.floor((MAX_SUM - Math.abs(zero)) / Math.max(127 - zero, zero + 128));

const axisOf = (x: Tensor, w: Tensor | undefined): number | undefined => {
  const list = w ? integers(w) : [];
  return list.length === 1 ? axesOf(list, x.shape.length)?.[0] : undefined;
};

/** input, one constant axis int32. */
export default {
  kinds: ['CUMSUM'],
  inputs: [2, 2],
  refusal: (_, { x, y, w }) => {
    const most = mostSummed(x.quantization?.zeroPoints[0] ?? 0);
    return (
      refuseMixed([x, y], 'int8', 'float32') ??
      refuseTypes([w], ['int32']) ??
      refuseComputed(w, 'axis') ??
      (x.dtype === 'int8' && (x.shape[axisOf(x, w) ?? -1] ?? 0) > most ? `over more than ${most} values` : undefined)
    );
  },
  complaint: (_, { x, y, w }) => {
    if (axisOf(x, w) === undefined) return `axis ${integers(w as Tensor)} of [${x.shape}]`;
    if (!same(x.shape, y.shape)) return `[${x.shape}] to [${y.shape}]`;
    return x.dtype === 'float32' ? undefined : (singleScales([x, y]) ?? complaintAboutSum(x, x, y));
  },
} satisfies OperatorRules<'CUMSUM'>;
