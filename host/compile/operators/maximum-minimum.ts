import type { Tensor } from '../../model/graph.ts';
import { lowerElements } from '../broadcast.ts';
import { elementType } from '../element-type.ts';
import type { OperatorSpec } from './spec.ts';

/** Elements are compared as they are stored, whatever their scales (tensorflow/lite/micro/kernels/maximum_minimum.cc). */
export default {
  kinds: ['MAXIMUM', 'MINIMUM'],
  lower: ({ kind }, { x, y, w }) =>
    lowerElements(
      { kernel: kind === 'MAXIMUM' ? 'maximum' : 'minimum', type: elementType(y.dtype) },
      [x, w as Tensor],
      y,
    ),
} satisfies OperatorSpec<'MAXIMUM' | 'MINIMUM'>;
