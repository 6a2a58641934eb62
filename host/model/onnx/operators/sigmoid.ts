import { activationAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { realFunction } from '../qonnx/real-functions.ts';
import { unary, unitInterval } from '../unary.ts';

export default {
  types: ['Sigmoid'],
  translate: (context) => [unary(context, 'LOGISTIC', activationAt(context, 0), {}, unitInterval)],
  counted: (context) => [realFunction(context, 'LOGISTIC', {})],
} satisfies OnnxOperator;
