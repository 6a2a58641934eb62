import type { Context, OnnxOperator } from '../operator.ts';
import { codedActivationAt, storageAt, store } from '../quantization.ts';
import { unary, unitInterval } from '../unary.ts';
import type { Dequantized, Pending } from '../values.ts';

const results: Readonly<Record<string, (context: Context, x: Dequantized) => Pending>> = {
  QLinearLeakyRelu: (context, x) =>
    unary(context, 'LEAKY_RELU', x, { alpha: context.attributes.float('alpha', Math.fround(0.01)) }),
  QLinearSigmoid: (context, x) => unary(context, 'LOGISTIC', x, {}, unitInterval),
};

/** X, scale, zero point, Y's scale and zero point. */
export default {
  types: Object.keys(results).map((type) => `com.microsoft.${type}`),
  translate: (context) => {
    const make = results[context.node.opType] as (context: Context, x: Dequantized) => Pending;
    return [store(context.builder, make(context, codedActivationAt(context, 0)), storageAt(context, 3, 4))];
  },
} satisfies OnnxOperator;
