import { wrongShape } from '../signal-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** input [..., frames, size]; output [..., frames · step]. */
export default {
  kinds: ['SignalOverlapAdd'],
  inputs: [1, 1],
  state: (_, { x }) => ({ dtype: 'int16', shape: x.shape.toSpliced(-2, 1) }),
  refusal: (_, { x, y }) => refuseMixed([x, y], 'int16'),
  complaint: ({ options: { type, frameStep } }, { x, y }) => {
    if (type !== x.dtype) return `type ${type} and tensors of ${x.dtype}`;
    const [frames, size] = x.shape.slice(-2);
    if (frames === undefined || size === undefined || frameStep < 1 || frameStep > size)
      return `[${x.shape}] in steps of ${frameStep}`;
    return wrongShape([y, [...x.shape.slice(0, -2), frames * frameStep]]);
  },
} satisfies OperatorRules<'SignalOverlapAdd'>;
