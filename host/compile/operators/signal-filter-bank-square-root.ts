import { elements } from '../../model/shapes.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['SignalFilterBankSquareRoot'],
  lower: (_, { x }) => ({
    kernel: 'signal_square_root',
    constants: new Uint8Array(0),
    reads: [0, 1],
    scratchBytes: 0,
    emit: (at) => `signal_square_root(${at.inputs[0]}, ${at.inputs[1]}, ${at.output}, ${elements(x.shape)});`,
  }),
} satisfies OperatorSpec<'SignalFilterBankSquareRoot'>;
