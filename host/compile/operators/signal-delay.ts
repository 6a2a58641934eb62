import { elements } from '../../model/shapes.ts';
import type { OperatorSpec } from './spec.ts';

const SAMPLE_BYTES = 2;

export default {
  kinds: ['SignalDelay'],
  lower: ({ options: { delayLength } }, { x }) => {
    const n = x.shape.at(-1) as number;
    const lengths = [n, delayLength].map((length) => length * SAMPLE_BYTES);
    return {
      kernel: 'signal_delay',
      constants: new Uint8Array(0),
      reads: [0, 1],
      scratchBytes: 0,
      emit: (at) => `signal_delay(${[...at.inputs, at.output, elements(x.shape) / n, ...lengths].join(', ')});`,
    };
  },
} satisfies OperatorSpec<'SignalDelay'>;
