import { operandAt } from '../inputs.ts';
import { factorAt, matMul } from '../mat-mul.ts';
import type { OnnxOperator } from '../operator.ts';
import { matMul as counted } from '../qonnx/dense.ts';

export default {
  types: ['MatMul'],
  translate: (context) => [matMul(context, operandAt(context, 0), factorAt(context, 1), context.node.input[1] ?? '')],
  counted: (context) => [counted(context)],
} satisfies OnnxOperator;
