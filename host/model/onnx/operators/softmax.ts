import { activationAt, axisOf } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { softmax as counted } from '../qonnx/real-functions.ts';
import { softmax } from '../softmax.ts';

/** Along one axis since opset 13; before, over all axes from one on. */
export default {
  types: ['Softmax'],
  translate: (context) => {
    const x = activationAt(context, 0);
    const isFlattening = context.opset < 13;
    const axis = axisOf(context.attributes.int('axis', isFlattening ? 1 : -1), x.shape.length);
    return [softmax(context, x, axis, isFlattening)];
  },
  counted: (context) => [counted(context)],
} satisfies OnnxOperator;
