import type { Tensor } from '../../model/graph.ts';
import { elements } from '../../model/shapes.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['SignalWindow'],
  lower: ({ options: { shift } }, { x, w }) => {
    const n = elements((w as Tensor).shape);
    const rows = elements(x.shape) / n;
    return {
      kernel: 'signal_window',
      constants: new Uint8Array(0),
      reads: [0, 1],
      scratchBytes: 0,
      order: 'elements',
      emit: (at) => `signal_window(${at.inputs[0]}, ${at.inputs[1]}, ${at.output}, ${rows}, ${n}, ${shift});`,
    };
  },
} satisfies OperatorSpec<'SignalWindow'>;
