import type { OnnxOperator } from '../operator.ts';
import { signOf } from '../qonnx/quant.ts';
import { quantize } from '../qonnx/quantize.ts';
import { Refusal } from '../refusal.ts';

/** -1, 0 or 1: a quantiser, too. */
export default {
  types: ['Sign'],
  translate: () => {
    throw new Refusal('in an int8 network: quantise signs with BipolarQuant');
  },
  counted: (context) => [quantize(context, signOf)],
} satisfies OnnxOperator;
