import { same } from '../shapes.ts';
import { refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

const types = ['int8', 'int32'] as const;

/** Sums may not leave 32 bits: the importer knows the range of its addends, here they wrap. */
export default {
  kinds: ['QonnxAdd'],
  inputs: [2, 2],
  refusal: (_, { x, w, y }) =>
    refuseTypes([x, w, y], ...types.flatMap((a) => types.map((b) => [a, b, 'int32'] as const))),
  complaint: (_, { x, w, y }) =>
    same(x.shape, y.shape) && same(w?.shape ?? [], y.shape)
      ? undefined
      : `[${x.shape}] and [${w?.shape}] added to [${y.shape}]`,
} satisfies OperatorRules<'QonnxAdd'>;
