import { refuseActivation } from '../activation-rules.ts';
import type { Tensor } from '../graph.ts';
import { complaintAboutBias, complaintAboutWeights, singleScales } from '../scale-rules.ts';
import { elements, same } from '../shapes.ts';
import { refuseBias, refuseZeroPoint, sumBits } from '../sum-rules.ts';
import { refuseComputed, refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** kernels/fully_connected_common.cc. */
const refuseInt4PerChannel = (w: Tensor | undefined): string | undefined =>
  w?.dtype === 'int4' && (w.quantization?.scales.length ?? 0) > 1 ? 'with int4 weights of several scales' : undefined;

export default {
  kinds: ['FULLY_CONNECTED'],
  inputs: [2, 3],
  learned: [1, 2],
  macs: (_, { y, w }) => elements(y.shape) * (w?.shape[1] ?? 0),
  refusal: ({ options }, { x, w, bias, y }) =>
    refuseTypes([x, w, y], ['int8', 'int8', 'int8'], ['int8', 'int4', 'int8'], ['int16', 'int8', 'int16']) ??
    refuseActivation(options) ??
    refuseComputed(w, 'weights') ??
    refuseBias({ x, bias }, { int8: ['int32'], int16: ['int32', 'int64'] }) ??
    refuseZeroPoint(x, y) ??
    refuseInt4PerChannel(w),
  complaint: ({ options }, operands) => {
    const { x, w, y } = operands;
    const [o = 0, i = 0] = w?.shape ?? [];
    if (w?.shape.length !== 2 || i < 1) return 'weights that are not of rank 2';
    const rows = elements(x.shape) / i;
    if (!Number.isInteger(rows)) return `input [${x.shape}] for ${i} columns of weights`;
    if (options.keepNumDims && !same([...x.shape.slice(0, -1), o], y.shape))
      return `output [${y.shape}] where [${[...x.shape.slice(0, -1), o]}] is due`;
    if (elements(y.shape) !== rows * o || y.shape.at(-1) !== o)
      return `output [${y.shape}] where ${rows} × ${o} is due`;
    return (
      singleScales([x, y]) ??
      complaintAboutWeights(operands, o, 0, sumBits(operands, options.biasType)) ??
      complaintAboutBias(operands, o)
    );
  },
} satisfies OperatorRules<'FULLY_CONNECTED'>;
