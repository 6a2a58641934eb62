import type { Tensor } from '../../model/graph.ts';
import { elements } from '../../model/shapes.ts';
import { elementType } from '../element-type.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['QonnxAdd'],
  lower: ({ options: { first, second, offset } }, { x, w }) => ({
    kernel: 'qonnx_add',
    constants: new Uint8Array(0),
    reads: [0, 1],
    scratchBytes: 0,
    order: 'elements',
    emit: ({ inputs: [a, b], output }) =>
      `qonnx_add<${elementType(x.dtype)}, ${elementType((w as Tensor).dtype)}>(${a}, ${b}, ${output}, ${elements(x.shape)}, ${first}, ${second}, ${offset});`,
  }),
} satisfies OperatorSpec<'QonnxAdd'>;
