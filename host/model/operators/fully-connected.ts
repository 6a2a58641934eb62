import { refuseActivation } from '../activation-rules.ts';
import type { Tensor } from '../graph.ts';
import { complaintAboutBias, complaintAboutRescale, complaintAboutWeights, singleScales } from '../scale-rules.ts';
import { elements, same } from '../shapes.ts';
import { refuseBias, refuseHybrid, refuseZeroPoint, sumBits, type Weighted, weightedTypes } from '../sum-rules.ts';
import { refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** No kernel has them, or the reference takes none (kernels/fully_connected_common.cc). */
const refuseWeights = (x: Tensor, w: Tensor | undefined): string | undefined => {
  const hasScales = (w?.quantization?.scales.length ?? 0) > 1;
  if (w?.dtype === 'int4' && hasScales) return 'with int4 weights of several scales';
  if (!w || w.data || w.dtype === 'float32') return undefined;
  if (x.dtype !== 'int8' || w.dtype !== 'int8') return `with ${x.dtype} activations and computed ${w.dtype} weights`;
  return hasScales ? 'with computed weights of several scales' : undefined;
};

/** Weights that are activations have a zero point as others have. */
const complaintAboutMatrix = (operands: Weighted, outputs: number, bits: 32 | 64): string | undefined => {
  const { x, w, y } = operands;
  if (!w || w.data || w.dtype === 'float32') return complaintAboutWeights(operands, outputs, 0, bits);
  return singleScales([w]) ?? complaintAboutRescale([x, w], y, bits);
};

export default {
  kinds: ['FULLY_CONNECTED'],
  inputs: [2, 3],
  learned: [1, 2],
  products: (_, { x, y, w }) => [{ macs: elements(y.shape) * (w?.shape[1] ?? 0), weights: w, values: x }],
  refusal: ({ options }, { x, w, bias, y }) =>
    refuseHybrid(x, w) ??
    refuseTypes([x, w, y], ...weightedTypes) ??
    refuseActivation(options) ??
    refuseWeights(x, w) ??
    refuseBias({ x, bias }, { int8: ['int32'], int16: ['int32', 'int64'], float32: ['float32'] }) ??
    refuseZeroPoint(x, y),
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
      complaintAboutMatrix(operands, o, sumBits(operands, options.biasType)) ??
      complaintAboutBias(operands, o)
    );
  },
} satisfies OperatorRules<'FULLY_CONNECTED'>;
