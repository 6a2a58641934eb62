import { refuseActivation } from '../activation-rules.ts';
import type { Tensor } from '../graph.ts';
import { complaintAboutSum, singleScales } from '../scale-rules.ts';
import { broadcast, same } from '../shapes.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

export default {
  kinds: ['ADD'],
  inputs: [2, 2],
  learned: [0, 1],
  refusal: ({ options }, { x, w, y }) => refuseMixed([x, w, y], 'int8') ?? refuseActivation(options),
  complaint: (_, { x, w, y }) => {
    const other = w as Tensor;
    const expected = broadcast(x.shape, other.shape);
    if (!expected || !same(expected, y.shape)) return `[${x.shape}] + [${other.shape}] does not give [${y.shape}]`;
    return singleScales([x, y, other]) ?? complaintAboutSum(x, other, y);
  },
} satisfies OperatorRules<'ADD'>;
