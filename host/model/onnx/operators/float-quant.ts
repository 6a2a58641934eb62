import type { OnnxOperator } from '../operator.ts';
import { qonnxTypes } from '../qonnx/domains.ts';
import { Refusal } from '../refusal.ts';

export default {
  types: qonnxTypes('FloatQuant'),
  translate: () => {
    throw new Refusal('a minifloat is no integer format: quantise with Quant');
  },
} satisfies OnnxOperator;
