import type { OnnxOperator } from '../operator.ts';
import { binary } from '../qonnx/elementwise.ts';
import { Refusal } from '../refusal.ts';

export default {
  types: ['Div', 'Pow'],
  translate: () => {
    throw new Refusal('in an int8 network: divide by folding the factor into a scale');
  },
  counted: (context) => [binary(context)],
} satisfies OnnxOperator;
