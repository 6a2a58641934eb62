import { axisOf } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { codedActivationAt, storageAt, store } from '../quantization.ts';
import { softmax } from '../softmax.ts';

/** X, scale, zero point, Y's scale and zero point; `opset` says which of Softmax's meanings it has. */
export default {
  types: ['com.microsoft.QLinearSoftmax'],
  translate: (context) => {
    const x = codedActivationAt(context, 0);
    const isFlattening = context.attributes.int('opset', 13) < 13;
    const axis = axisOf(context.attributes.int('axis', isFlattening ? 1 : -1), x.shape.length);
    return [store(context.builder, softmax(context, x, axis, isFlattening), storageAt(context, 3, 4))];
  },
} satisfies OnnxOperator;
