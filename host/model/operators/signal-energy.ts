import { wrongShape } from '../signal-rules.ts';
import { refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** input [2 · bins], real and imaginary parts; output [bins]. The reference leaves bins outside start .. end as they were in memory. */
export default {
  kinds: ['SignalEnergy'],
  inputs: [1, 1],
  refusal: (_, { x, y }) => refuseTypes([x, y], ['int16', 'uint32']),
  complaint: ({ options: { startIndex, endIndex } }, { x, y }) => {
    const [bins = 0] = y.shape;
    if (startIndex < 0 || startIndex >= endIndex || endIndex > bins)
      return `bins ${startIndex} to ${endIndex} of [${y.shape}]`;
    return wrongShape([y, [bins]], [x, [2 * bins]]);
  },
} satisfies OperatorRules<'SignalEnergy'>;
