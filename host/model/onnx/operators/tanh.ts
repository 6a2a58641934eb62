import { activationAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { symmetricUnit, unary } from '../unary.ts';

export default {
  types: ['Tanh'],
  translate: (context) => [unary(context, 'TANH', activationAt(context, 0), {}, symmetricUnit)],
} satisfies OnnxOperator;
