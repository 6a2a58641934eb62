import { rectified } from '../clamp.ts';
import type { OnnxOperator } from '../operator.ts';
import { clamped } from '../qonnx/elementwise.ts';

export default {
  types: ['Relu'],
  translate: (context) => [rectified(context, { low: 0, high: Infinity })],
  counted: (context) => [clamped(context, 0, Infinity)],
} satisfies OnnxOperator;
