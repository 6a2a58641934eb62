import type { Tensor } from '../../model/graph.ts';
import { elementType } from '../element-type.ts';
import { rowsOf } from '../rows.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['QonnxLevels'],
  lower: ({ options }, { x, w, y }) => {
    const [constants = 1, count = 1] = (w as Tensor).shape;
    const { outer, rows, inner, step } = rowsOf(x, options.axis, constants);
    const types = `${elementType(x.dtype)}, ${elementType(y.dtype)}`;
    return {
      kernel: 'qonnx_levels',
      constants: new Uint8Array(0),
      reads: [0, 1, 2],
      scratchBytes: 0,
      order: 'elements',
      emit: ({ inputs: [from, thresholds, levels], output }) =>
        `qonnx_levels<${types}>(${from}, ${output}, ${thresholds}, ${levels}, ${outer}, ${rows}, ${inner}, ${count}, ${step});`,
    };
  },
} satisfies OperatorSpec<'QonnxLevels'>;
