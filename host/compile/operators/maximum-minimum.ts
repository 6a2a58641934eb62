import type { Tensor } from '../../model/graph.ts';
import { lowerElements } from '../broadcast.ts';
import { lowerByTable } from '../by-table.ts';
import { elementType } from '../element-type.ts';
import { lowerReals } from '../reals/elements.ts';
import type { OperatorSpec } from './spec.ts';

const choices = {
  MAXIMUM: { kernel: 'maximum', of: Math.max },
  MINIMUM: { kernel: 'minimum', of: Math.min },
} as const;

/** Elements are compared as they are stored, whatever their scales (tensorflow/lite/micro/kernels/maximum_minimum.cc). */
export default {
  kinds: ['MAXIMUM', 'MINIMUM'],
  lower: ({ kind }, { x, y, w }) => {
    const inputs = [x, w as Tensor] as const;
    const { kernel, of } = choices[kind];
    if (y.dtype === 'float32') return lowerReals(`${kernel}_f32`, inputs, y);
    return lowerByTable(inputs, y, of) ?? lowerElements({ kernel, type: elementType(y.dtype) }, inputs, y);
  },
} satisfies OperatorSpec<'MAXIMUM' | 'MINIMUM'>;
