import { activationAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { averagePool } from '../pooling.ts';
import { averagePool as counted } from '../qonnx/convolution.ts';

export default {
  types: ['AveragePool'],
  translate: (context) => [averagePool(context, activationAt(context, 0))],
  counted: (context) => [counted(context)],
} satisfies OnnxOperator;
