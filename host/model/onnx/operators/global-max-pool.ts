import { activationAt, inputAt } from '../inputs.ts';
import { rowMajor } from '../layout.ts';
import type { OnnxOperator } from '../operator.ts';
import { maxPool } from '../qonnx/max-pool.ts';
import { reduction } from '../reduction.ts';

export default {
  types: ['GlobalMaxPool'],
  translate: (context) => {
    const spatial = rowMajor(inputAt(context, 0).shape.length).slice(2);
    return [reduction(context, 'REDUCE_MAX', activationAt(context, 0), spatial, true)];
  },
  counted: (context) => [maxPool(context, inputAt(context, 0).shape.slice(2))],
} satisfies OnnxOperator;
