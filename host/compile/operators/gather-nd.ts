import type { Tensor } from '../../model/graph.ts';
import { elements, tensorBytes } from '../../model/shapes.ts';
import { Constants } from '../constants.ts';
import { unitOf } from '../movement/collapse.ts';
import { stepsOf } from '../movement/move.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['GATHER_ND'],
  lower: (_, { x, w }) => {
    const { shape } = w as Tensor;
    const count = shape.at(-1) ?? 1;
    const bytes = tensorBytes({ dtype: x.dtype, shape: x.shape.slice(count) });
    const slices = elements(shape.slice(0, -1));
    return {
      kernel: 'gather_nd',
      constants: new Constants().s32(count, ...stepsOf(x).slice(0, count), tensorBytes(x) - bytes).finish(),
      reads: [0, 1],
      scratchBytes: 0,
      emit: ({ inputs: [from, indices], output, constants }) =>
        `gather_nd<u${8 * unitOf([bytes])}>(${from}, ${indices}, ${output}, ${slices}, ${bytes}, ${constants});`,
    };
  },
} satisfies OperatorSpec<'GATHER_ND'>;
