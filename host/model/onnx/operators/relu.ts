import { rectified } from '../clamp.ts';
import type { OnnxOperator } from '../operator.ts';

export default {
  types: ['Relu'],
  translate: (context) => [rectified(context, { low: 0, high: Infinity })],
} satisfies OnnxOperator;
