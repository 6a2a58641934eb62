import type { OnnxOperator } from '../operator.ts';
import { averagePool, globalAveragePool } from '../pooling.ts';
import { codedActivationAt, storageAt, store } from '../quantization.ts';
import { Refusal } from '../refusal.ts';

/** X, scale, zero point, Y's scale and zero point. */
export default {
  types: ['com.microsoft.QLinearAveragePool', 'com.microsoft.QLinearGlobalAveragePool'],
  translate: (context) => {
    if (context.attributes.int('channels_last', 0) !== 0) throw new Refusal('channels_last');
    const x = codedActivationAt(context, 0);
    const isGlobal = context.node.opType === 'QLinearGlobalAveragePool';
    const result = isGlobal ? globalAveragePool(context, x) : averagePool(context, x);
    return [store(context.builder, result, storageAt(context, 3, 4))];
  },
} satisfies OnnxOperator;
