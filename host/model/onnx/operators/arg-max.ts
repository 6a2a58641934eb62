import type { OnnxOperator } from '../operator.ts';
import { argMax } from '../qonnx/real-functions.ts';
import { Refusal } from '../refusal.ts';

export default {
  types: ['ArgMax'],
  translate: () => {
    throw new Refusal('in an int8 network: cut it off, and find the greatest output yourself');
  },
  counted: (context) => [argMax(context)],
} satisfies OnnxOperator;
