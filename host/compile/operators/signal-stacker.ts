import type { OperatorSpec } from './spec.ts';

const SAMPLE_BYTES = 2;

export default {
  kinds: ['SignalStacker'],
  lower: ({ options }) => {
    const { numChannels, stackerLeftContext: left, stackerRightContext: right, stackerStep } = options;
    const extents = [numChannels * SAMPLE_BYTES, left, left + 1 + right, stackerStep];
    return {
      kernel: 'signal_stacker',
      constants: new Uint8Array(0),
      reads: [0, 1],
      scratchBytes: 0,
      emit: ({ inputs, outputs }) => `signal_stacker(${[...inputs, ...outputs, ...extents].join(', ')});`,
    };
  },
} satisfies OperatorSpec<'SignalStacker'>;
