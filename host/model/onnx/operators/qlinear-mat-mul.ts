import { matMul } from '../mat-mul.ts';
import type { OnnxOperator } from '../operator.ts';
import { codedAt, storageAt, store } from '../quantization.ts';

/** a, scale, zero point, b, scale, zero point, y's scale and zero point. */
export default {
  types: ['QLinearMatMul'],
  translate: (context) => {
    const result = matMul(context, codedAt(context, 0), codedAt(context, 3), context.node.input[3] ?? '');
    return [store(context.builder, result, storageAt(context, 6, 7))];
  },
} satisfies OnnxOperator;
