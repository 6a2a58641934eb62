import { activationAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { realFunction } from '../qonnx/real-functions.ts';
import { unary } from '../unary.ts';

export default {
  types: ['HardSwish'],
  translate: (context) => [unary(context, 'HARD_SWISH', activationAt(context, 0), {})],
  counted: (context) => [realFunction(context, 'HARD_SWISH', {})],
} satisfies OnnxOperator;
