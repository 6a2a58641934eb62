import { activationAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { averagePool } from '../pooling.ts';

export default {
  types: ['AveragePool'],
  translate: (context) => [averagePool(context, activationAt(context, 0))],
} satisfies OnnxOperator;
