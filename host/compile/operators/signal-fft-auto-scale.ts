import { elements } from '../../model/shapes.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['SignalFftAutoScale'],
  lower: (_, { x }) => ({
    kernel: 'signal_fft_auto_scale',
    constants: new Uint8Array(0),
    scratchBytes: 0,
    order: 'elements',
    emit: ({ inputs, outputs }) =>
      `signal_fft_auto_scale(${inputs[0]}, ${outputs[0]}, ${outputs[1]}, ${elements(x.shape)});`,
  }),
} satisfies OperatorSpec<'SignalFftAutoScale'>;
