import { same } from '../../shapes.ts';
import { activationAt, inputAt } from '../inputs.ts';
import { rowMajor } from '../layout.ts';
import { moved, reshaping } from '../movement.ts';
import type { OnnxOperator } from '../operator.ts';
import { globalAveragePool } from '../qonnx/convolution.ts';
import { reducedAxes, reduction } from '../reduction.ts';
import { Refusal } from '../refusal.ts';

const kinds = { ReduceMean: 'MEAN', ReduceSum: 'SUM', ReduceMax: 'REDUCE_MAX', ReduceMin: 'REDUCE_MIN' } as const;

export default {
  types: Object.keys(kinds),
  translate: (context) => {
    const x = activationAt(context, 0);
    const keepDims = context.attributes.int('keepdims', 1) !== 0;
    const kind = kinds[context.node.opType as keyof typeof kinds];
    return [reduction(context, kind, x, reducedAxes(context, x.shape.length), keepDims)];
  },
  counted: (context) => {
    const { attributes, node } = context;
    const { length: rank } = inputAt(context, 0).shape;
    const axes = reducedAxes(context, rank).toSorted();
    const keepDims = attributes.int('keepdims', 1) !== 0;
    if (node.opType !== 'ReduceMean' || rank < 3 || !same(axes, rowMajor(rank).slice(2)))
      throw new Refusal(`over axes ${axes} in a QONNX network: ReduceMean over all behind the channels is known`);
    const value = globalAveragePool(context);
    const shape = value.shape.slice(0, 2);
    return [keepDims ? value : moved({ ...context, inputs: [value] }, reshaping(value.shape, shape))];
  },
} satisfies OnnxOperator;
