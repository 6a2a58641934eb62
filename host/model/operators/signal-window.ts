import type { Tensor } from '../graph.ts';
import { differentShapes } from '../shape-rules.ts';
import { elements } from '../shapes.ts';
import { wrongShift } from '../signal-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** input [..., n], weights [n]. */
export default {
  kinds: ['SignalWindow'],
  inputs: [2, 2],
  learned: [1],
  refusal: (_, { x, w, y }) => refuseMixed([x, w, y], 'int16'),
  complaint: ({ options: { shift } }, { x, w, y }) => {
    const { shape } = w as Tensor;
    if (shape.length !== 1 || elements(x.shape) % elements(shape) !== 0) return `[${shape}] weights for [${x.shape}]`;
    return differentShapes(x, y) ?? wrongShift(shift);
  },
} satisfies OperatorRules<'SignalWindow'>;
