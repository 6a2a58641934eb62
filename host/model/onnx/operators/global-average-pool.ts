import { activationAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { globalAveragePool } from '../pooling.ts';

export default {
  types: ['GlobalAveragePool'],
  translate: (context) => [globalAveragePool(context, activationAt(context, 0))],
} satisfies OnnxOperator;
