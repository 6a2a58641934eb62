import { elements } from '../../model/shapes.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['SignalPCAN'],
  lower: ({ options: { snrShift } }, { x }) => ({
    kernel: 'signal_pcan',
    constants: new Uint8Array(0),
    reads: [0, 1, 2],
    scratchBytes: 0,
    emit: (at) => `signal_pcan(${at.inputs.join(', ')}, ${at.output}, ${elements(x.shape)}, ${snrShift});`,
  }),
} satisfies OperatorSpec<'SignalPCAN'>;
