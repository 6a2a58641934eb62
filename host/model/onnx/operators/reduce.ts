import { activationAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { reducedAxes, reduction } from '../reduction.ts';

const kinds = { ReduceMean: 'MEAN', ReduceSum: 'SUM', ReduceMax: 'REDUCE_MAX', ReduceMin: 'REDUCE_MIN' } as const;

export default {
  types: Object.keys(kinds),
  translate: (context) => {
    const x = activationAt(context, 0);
    const keepDims = context.attributes.int('keepdims', 1) !== 0;
    const kind = kinds[context.node.opType as keyof typeof kinds];
    return [reduction(context, kind, x, reducedAxes(context, x.shape.length), keepDims)];
  },
} satisfies OnnxOperator;
