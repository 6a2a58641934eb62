import { refuseActivation } from '../activation-rules.ts';
import { complaintAboutBroadcast, refuseRank } from '../broadcast-rules.ts';
import type { Tensor } from '../graph.ts';
import { complaintAboutSum, isPlain, refuseScales } from '../pair-scale-rules.ts';
import { singleScales } from '../scale-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** Differences find their ratios in float32. */
const roundings = { ADD: (value: number) => value, SUB: Math.fround };

export default {
  kinds: ['ADD', 'SUB'],
  inputs: [2, 2],
  learned: [0, 1],
  refusal: ({ options }, { x, w, y }) =>
    refuseMixed([x, w, y], 'int8', 'int16', 'int32', 'float32') ??
    refuseActivation(options) ??
    refuseScales([x, w, y]) ??
    refuseRank([x, w]),
  complaint: ({ kind }, { x, w, y }) => {
    const other = w as Tensor;
    const complaint = complaintAboutBroadcast([x, other], y);
    if (complaint || isPlain(y)) return complaint;
    return singleScales([x, y, other]) ?? complaintAboutSum(x, other, y, roundings[kind]);
  },
} satisfies OperatorRules<'ADD' | 'SUB'>;
