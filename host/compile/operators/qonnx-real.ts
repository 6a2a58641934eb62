import type { Tensor } from '../../model/graph.ts';
import { elementType } from '../element-type.ts';
import { rowsOf } from '../rows.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['QonnxReal'],
  lower: ({ options }, { x, w }) => {
    const { outer, rows, inner, step } = rowsOf(x, options.axis, (w as Tensor).shape[0] ?? 1);
    return {
      kernel: 'qonnx_real',
      constants: new Uint8Array(0),
      reads: [0, 1],
      scratchBytes: 0,
      order: 'elements',
      emit: ({ inputs: [from, lines], output }) =>
        `qonnx_real<${elementType(x.dtype)}>(${from}, ${output}, ${lines}, ${outer}, ${rows}, ${inner}, ${step});`,
    };
  },
} satisfies OperatorSpec<'QonnxReal'>;
