import type { Tensor } from '../graph.ts';
import { wrongShape, wrongShift } from '../signal-rules.ts';
import { refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** Three numbers for each interval between powers of two, of 32 bits. */
const LEAST_GAINS = 125;

/** input [channels], noise [channels], gains [125 or more]; output [channels]. */
export default {
  kinds: ['SignalPCAN'],
  inputs: [3, 3],
  learned: [2],
  refusal: (_, { y, inputs }) => refuseTypes([...inputs, y], ['uint32', 'uint32', 'int16', 'uint32']),
  complaint: ({ options: { snrShift } }, { x, y, inputs }) => {
    const [, noise, gains] = inputs as [Tensor, Tensor, Tensor];
    const each = x.shape.slice(0, 1);
    if (gains.shape.length !== 1 || (gains.shape[0] as number) < LEAST_GAINS)
      return `[${gains.shape}] gains, less than ${LEAST_GAINS}`;
    return wrongShape([x, each], [noise, each], [y, each]) ?? wrongShift(snrShift);
  },
} satisfies OperatorRules<'SignalPCAN'>;
