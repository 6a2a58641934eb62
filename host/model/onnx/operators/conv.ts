import { convolution } from '../convolution.ts';
import { activationAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { convolution as counted } from '../qonnx/convolution.ts';
import { biasAt, weightsAt } from '../weights.ts';

/** x, w, bias. */
export default {
  types: ['Conv'],
  translate: (context) => [convolution(context, activationAt(context, 0), weightsAt(context, 1), biasAt(context, 2))],
  counted: (context) => [counted(context)],
} satisfies OnnxOperator;
