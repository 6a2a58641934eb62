import { dense, outputsFirst } from '../dense.ts';
import type { OnnxOperator } from '../operator.ts';
import { codedActivationAt, storageAt, store } from '../quantization.ts';
import { Refusal } from '../refusal.ts';
import { biasAt, codedWeightsAt } from '../weights.ts';

/** A, scale, zero point, B, scale, zero point, C in steps of the sum, Y's scale and zero point. */
export default {
  types: ['com.microsoft.QGemm'],
  translate: (context) => {
    const { attributes } = context;
    if (attributes.float('alpha', 1) !== 1 || attributes.int('transA', 0) !== 0) throw new Refusal('alpha or transA');
    const isTransposed = attributes.int('transB', 0) !== 0;
    if (!context.inputs[7]) throw new Refusal('a result that is not quantised');
    const weights = outputsFirst(codedWeightsAt(context, 3, isTransposed ? 0 : 1), isTransposed);
    const result = dense(context, codedActivationAt(context, 0), weights, biasAt(context, 6));
    return [store(context.builder, result, storageAt(context, 7, 8))];
  },
} satisfies OnnxOperator;
