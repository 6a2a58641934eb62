import { damaged } from '../../errors.ts';
import { rectified } from '../clamp.ts';
import { scalarAt } from '../inputs.ts';
import type { Context, OnnxOperator } from '../operator.ts';
import { clamped } from '../qonnx/elementwise.ts';

/** Bounds are attributes before opset 11, inputs since. */
const boundsOf = (context: Context) => {
  const { attributes } = context;
  const low = attributes.float('min', scalarAt(context, 1, -Infinity));
  const high = attributes.float('max', scalarAt(context, 2, Infinity));
  if (!(low <= high)) throw damaged(`Clip to ${low}..${high}`);
  return { low, high };
};

export default {
  types: ['Clip'],
  translate: (context) => [rectified(context, boundsOf(context))],
  counted: (context) => {
    const { low, high } = boundsOf(context);
    return [clamped(context, low, high)];
  },
} satisfies OnnxOperator;
