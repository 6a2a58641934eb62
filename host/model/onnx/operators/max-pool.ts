import { activationAt, inputAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { maxPool } from '../pooling.ts';
import { maxPool as counted } from '../qonnx/max-pool.ts';

/** Codes or real numbers: the order is the same. */
export default {
  types: ['MaxPool'],
  translate: (context) => {
    const value = inputAt(context, 0);
    if (value.kind === 'stored') return [maxPool(context, value)];
    const codes = maxPool(context, activationAt(context, 0).codes);
    return [{ kind: 'dequantized', shape: codes.shape, codes }];
  },
  counted: (context) => [counted(context)],
} satisfies OnnxOperator;
