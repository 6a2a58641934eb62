import { activationAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { unary } from '../unary.ts';

export default {
  types: ['LeakyRelu'],
  translate: (context) => {
    const alpha = context.attributes.float('alpha', Math.fround(0.01));
    return [unary(context, 'LEAKY_RELU', activationAt(context, 0), { alpha })];
  },
} satisfies OnnxOperator;
