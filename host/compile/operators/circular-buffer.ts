import { tensorBytes } from '../../model/shapes.ts';
import type { OperatorSpec } from './spec.ts';

/** Its slots stay where they are: they are its output, and what it goes on from. */
export default {
  kinds: ['CIRCULAR_BUFFER'],
  lower: (_, { x, y }) => ({
    kernel: 'circular_buffer',
    constants: new Uint8Array(0),
    reads: [0, 1],
    scratchBytes: 0,
    emit: ({ inputs: [input], output }) =>
      `circular_buffer(${input}, ${output}, ${tensorBytes(x)}, ${tensorBytes(y)});`,
  }),
} satisfies OperatorSpec<'CIRCULAR_BUFFER'>;
