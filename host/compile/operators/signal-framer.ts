import { keptSamples, stepsBefore } from '../../model/frames.ts';
import { elements } from '../../model/shapes.ts';
import type { OperatorSpec } from './spec.ts';

const SAMPLE_BYTES = 2;

export default {
  kinds: ['SignalFramer'],
  lower: ({ options }, { x }) => {
    const { frameSize, frameStep } = options;
    const n = x.shape.at(-1) as number;
    const counts = [elements(x.shape) / n, n / frameStep, stepsBefore(options)];
    const lengths = [frameStep, frameSize, keptSamples(options)].map((length) => length * SAMPLE_BYTES);
    return {
      kernel: 'signal_framer',
      constants: new Uint8Array(0),
      reads: [0, 1],
      scratchBytes: 0,
      emit: ({ inputs, outputs }) => `signal_framer(${[...inputs, ...outputs, ...counts, ...lengths].join(', ')});`,
    };
  },
} satisfies OperatorSpec<'SignalFramer'>;
