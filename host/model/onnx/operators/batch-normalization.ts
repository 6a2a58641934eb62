import type { OnnxOperator } from '../operator.ts';
import { batchNormalization } from '../qonnx/elementwise.ts';
import { Refusal } from '../refusal.ts';

export default {
  types: ['BatchNormalization'],
  translate: () => {
    throw new Refusal('not folded into the layer before it: fold batch norms when the network is exported');
  },
  counted: (context) => [batchNormalization(context)],
} satisfies OnnxOperator;
