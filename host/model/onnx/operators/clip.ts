import { damaged } from '../../errors.ts';
import { rectified } from '../clamp.ts';
import { scalarAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';

/** Bounds are attributes before opset 11, inputs since. */
export default {
  types: ['Clip'],
  translate: (context) => {
    const { attributes } = context;
    const low = attributes.float('min', scalarAt(context, 1, -Infinity));
    const high = attributes.float('max', scalarAt(context, 2, Infinity));
    if (!(low <= high)) throw damaged(`Clip to ${low}..${high}`);
    return [rectified(context, { low, high })];
  },
} satisfies OnnxOperator;
