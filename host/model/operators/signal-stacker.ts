import type { Tensor } from '../graph.ts';
import { wrongShape } from '../signal-rules.ts';
import { refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** input [channels]; outputs [channels · (left + 1 + right)], and whether such a stack was due, []. */
export default {
  kinds: ['SignalStacker'],
  inputs: [1, 1],
  outputs: [2, 2],
  state: ({ options: { numChannels, stackerLeftContext, stackerRightContext } }) => ({
    dtype: 'int16',
    shape: [2 + numChannels * (stackerLeftContext + stackerRightContext)],
  }),
  refusal: (_, { x, y, outputs: [, valid] }) => refuseTypes([x, y, valid], ['int16', 'int16', 'bool']),
  complaint: ({ options }, { x, y, outputs: [, valid] }) => {
    const { numChannels, stackerLeftContext: left, stackerRightContext: right, stackerStep: step } = options;
    const frames = left + 1 + right;
    if (left < 0 || right < 0) return `${left} frames before and ${right} behind`;
    if (step < 1 || step > frames) return `stacks of ${frames} in steps of ${step}`;
    return wrongShape([x, [numChannels]], [y, [numChannels * frames]], [valid as Tensor, []]);
  },
} satisfies OperatorRules<'SignalStacker'>;
