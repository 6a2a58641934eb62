import type { Tensor } from '../../model/graph.ts';
import { lowerMovement } from '../movement/lower.ts';
import { input, output, whole } from '../movement/move.ts';
import type { OperatorSpec } from './spec.ts';

/** A variable is copied, whole, to where it is read, and from what is assigned to it. */
export default {
  kinds: ['READ_VARIABLE', 'ASSIGN_VARIABLE'],
  lower: ({ kind }, { inputs: [variable] }) => {
    const [from, to] = kind === 'READ_VARIABLE' ? [input(0), output(0)] : [input(1), input(0)];
    return lowerMovement({ moves: [whole(variable as Tensor, from, to)] });
  },
} satisfies OperatorSpec<'READ_VARIABLE' | 'ASSIGN_VARIABLE'>;
