import { complaintAboutBroadcast, refuseRank } from '../broadcast-rules.ts';
import type { DType, Tensor } from '../graph.ts';
import { singleScales } from '../scale-rules.ts';
import { refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** Each int8 input is rescaled by its own scale, which must be below 1 (tensorflow/lite/micro/kernels/comparisons.cc). */
const complaintAboutScales = (inputs: readonly Tensor[]): string | undefined => {
  const complaint = singleScales(inputs);
  const large = inputs.find(({ quantization }) => (quantization?.scales[0] ?? 0) >= 1);
  return complaint ?? (large && `an input scale of ${large.quantization?.scales[0]}, which is not below 1`);
};

const numbers: readonly DType[] = ['int8', 'int32', 'int64', 'float32'];
const types: readonly DType[] = [...numbers, 'bool'];

/** int16 is missing: the reference refuses it, or compares by uninitialised parameters (GREATER). */
export default {
  kinds: ['EQUAL', 'NOT_EQUAL', 'LESS', 'LESS_EQUAL', 'GREATER', 'GREATER_EQUAL'],
  inputs: [2, 2],
  refusal: ({ kind }, { x, w, y }) =>
    refuseTypes(
      [x, w, y],
      ...(kind === 'EQUAL' || kind === 'NOT_EQUAL' ? types : numbers).map((type): DType[] => [type, type, 'bool']),
    ) ?? refuseRank([x, w]),
  complaint: (_, { x, w, y }) =>
    complaintAboutBroadcast([x, w], y) ?? (x.dtype === 'int8' ? complaintAboutScales([x, w as Tensor]) : undefined),
} satisfies OperatorRules<'EQUAL' | 'NOT_EQUAL' | 'LESS' | 'LESS_EQUAL' | 'GREATER' | 'GREATER_EQUAL'>;
