import { activationAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { globalAveragePool } from '../pooling.ts';
import { globalAveragePool as counted } from '../qonnx/convolution.ts';

export default {
  types: ['GlobalAveragePool'],
  translate: (context) => [globalAveragePool(context, activationAt(context, 0))],
  counted: (context) => [counted(context)],
} satisfies OnnxOperator;
