import { tensorBytes } from '../../model/shapes.ts';
import type { OperatorSpec } from './spec.ts';

/** Reached only where input and output cannot share memory: both belong to the caller. */
export default {
  kinds: ['RESHAPE'],
  lower: (_, { x }) => ({
    kernel: 'copy',
    constants: new Uint8Array(0),
    scratchBytes: 0,
    emit: (at) => `copy(${at.inputs[0]}, ${at.output}, ${tensorBytes(x)});`,
  }),
} satisfies OperatorSpec<'RESHAPE'>;
