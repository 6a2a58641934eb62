import type { Tensor } from '../../model/graph.ts';
import { lowerElements } from '../broadcast.ts';
import { elementType } from '../element-type.ts';
import type { OperatorSpec } from './spec.ts';

/** Elements are copied as they are stored, whatever their scales (tensorflow/lite/micro/kernels/select.cc). */
export default {
  kinds: ['SELECT_V2'],
  lower: (_, { inputs, y }) =>
    lowerElements({ kernel: 'select_elements', type: elementType(y.dtype) }, inputs as readonly Tensor[], y),
} satisfies OperatorSpec<'SELECT_V2'>;
