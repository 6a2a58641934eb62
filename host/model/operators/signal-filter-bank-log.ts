import { wrongShape, wrongShift } from '../signal-rules.ts';
import { refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** input [channels], output [channels]. */
export default {
  kinds: ['SignalFilterBankLog'],
  inputs: [1, 1],
  refusal: (_, { x, y }) => refuseTypes([x, y], ['uint32', 'int16']),
  complaint: ({ options: { inputCorrectionBits } }, { x, y }) =>
    wrongShape([x, x.shape.slice(0, 1)], [y, x.shape]) ?? wrongShift(inputCorrectionBits),
} satisfies OperatorRules<'SignalFilterBankLog'>;
