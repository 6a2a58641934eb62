import { convolution } from '../convolution.ts';
import type { OnnxOperator } from '../operator.ts';
import { codedActivationAt, storageAt, store } from '../quantization.ts';
import { biasAt, codedWeightsAt } from '../weights.ts';

/** x, scale, zero point, w, scale, zero point, y's scale and zero point, bias in steps of the sum. */
export default {
  types: ['QLinearConv', 'com.microsoft.QLinearConv'],
  translate: (context) => {
    const x = codedActivationAt(context, 0);
    const result = convolution(context, x, codedWeightsAt(context, 3, 0), biasAt(context, 8));
    return [store(context.builder, result, storageAt(context, 6, 7))];
  },
} satisfies OnnxOperator;
