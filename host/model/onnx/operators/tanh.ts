import { activationAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { realFunction } from '../qonnx/real-functions.ts';
import { symmetricUnit, unary } from '../unary.ts';

export default {
  types: ['Tanh'],
  translate: (context) => [unary(context, 'TANH', activationAt(context, 0), {}, symmetricUnit)],
  counted: (context) => [realFunction(context, 'TANH', {})],
} satisfies OnnxOperator;
