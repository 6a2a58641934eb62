import { refuseActivation } from '../activation-rules.ts';
import { complaintAboutBroadcast, refuseRank } from '../broadcast-rules.ts';
import type { Tensor } from '../graph.ts';
import { complaintAboutQuotient, isPlain, refuseScales } from '../pair-scale-rules.ts';
import { singleScales } from '../scale-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import { valuesOf } from '../values.ts';
import type { OperatorRules } from './spec.ts';

/** The reference divides by it all the same. */
const refuseZero = (divisor: Tensor | undefined): string | undefined => {
  if (divisor?.dtype === 'float32') return undefined;
  const zero = divisor?.dtype === 'int8' ? (divisor.quantization?.zeroPoints[0] ?? 0) : 0;
  return divisor?.data && valuesOf(divisor.dtype, divisor.data).includes(zero) ? 'by a constant 0' : undefined;
};

export default {
  kinds: ['DIV'],
  inputs: [2, 2],
  learned: [0, 1],
  refusal: ({ options }, { x, w, y }) =>
    refuseMixed([x, w, y], 'int8', 'int32', 'float32') ??
    refuseActivation(options) ??
    refuseScales([x, w]) ??
    refuseRank([x, w]) ??
    refuseZero(w),
  complaint: (_, { x, w, y }) => {
    const other = w as Tensor;
    const complaint = complaintAboutBroadcast([x, other], y);
    if (complaint || isPlain(y)) return complaint;
    return singleScales([x, y, other]) ?? complaintAboutQuotient(x, other, y);
  },
} satisfies OperatorRules<'DIV'>;
