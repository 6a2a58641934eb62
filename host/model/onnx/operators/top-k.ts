import { scalarAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { topOne } from '../qonnx/real-functions.ts';
import { Refusal } from '../refusal.ts';

/** The number of them is an attribute before opset 10, an input since. */
export default {
  types: ['TopK'],
  translate: () => {
    throw new Refusal('in an int8 network: cut it off, and find the greatest outputs yourself');
  },
  counted: (context) => topOne(context, context.attributes.int('k') ?? scalarAt(context, 1, 0)),
} satisfies OnnxOperator;
