import { elements } from '../../model/shapes.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['SignalOverlapAdd'],
  lower: ({ options: { frameStep } }, { x }) => {
    const rows = elements(x.shape.slice(0, -2));
    const extents = [rows, ...x.shape.slice(-2), frameStep];
    return {
      kernel: 'signal_overlap_add',
      constants: new Uint8Array(0),
      reads: [0, 1],
      scratchBytes: 0,
      emit: (at) => `signal_overlap_add(${[...at.inputs, at.output, ...extents].join(', ')});`,
    };
  },
} satisfies OperatorSpec<'SignalOverlapAdd'>;
