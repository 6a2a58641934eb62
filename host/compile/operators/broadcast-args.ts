import type { Tensor } from '../../model/graph.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['BROADCAST_ARGS'],
  lower: (_, { x, w }) => {
    const type = x.dtype === 'int64' ? 'i64' : 'i32';
    const [nA, nB] = [x, w as Tensor].map(({ shape }) => shape[0] ?? 0);
    return {
      kernel: 'broadcast_args',
      constants: new Uint8Array(0),
      reads: [0, 1],
      scratchBytes: 0,
      emit: ({ inputs: [a, b], output }) => `broadcast_args<${type}>(${a}, ${nA}, ${b}, ${nB}, ${output});`,
    };
  },
} satisfies OperatorSpec<'BROADCAST_ARGS'>;
