import type { Tensor } from '../../model/graph.ts';
import { tensorBytes } from '../../model/shapes.ts';
import type { OperatorSpec } from './spec.ts';

/** A variable is copied, whole, to where it is read, and from what is assigned to it. */
export default {
  kinds: ['READ_VARIABLE', 'ASSIGN_VARIABLE'],
  lower: ({ kind }, { inputs: [variable] }) => ({
    kernel: 'copy',
    constants: new Uint8Array(0),
    reads: kind === 'READ_VARIABLE' ? [0] : [0, 1],
    scratchBytes: 0,
    emit: ({ inputs: [at, value], output }) => {
      const bytes = tensorBytes(variable as Tensor);
      return kind === 'READ_VARIABLE' ? `copy(${at}, ${output}, ${bytes});` : `copy(${value}, ${at}, ${bytes});`;
    },
  }),
} satisfies OperatorSpec<'READ_VARIABLE' | 'ASSIGN_VARIABLE'>;
