import { refuseActivation } from '../activation-rules.ts';
import { complaintAboutBias, complaintAboutWeights, singleScales } from '../scale-rules.ts';
import { elements } from '../shapes.ts';
import { refuseBias, refuseHybrid, refuseZeroPoint, sumBits, weightedTypes } from '../sum-rules.ts';
import { refuseComputed, refuseTypes } from '../type-rules.ts';
import { complaintAboutWindow } from '../window-rules.ts';
import type { OperatorRules } from './spec.ts';

export default {
  kinds: ['CONV_2D'],
  inputs: [2, 3],
  learned: [1, 2],
  products: (_, { x, y, w }) => [
    { macs: elements(y.shape) * elements(w?.shape.slice(1) ?? [0]), weights: w, values: x },
  ],
  refusal: ({ options }, { x, w, bias, y }) =>
    refuseHybrid(x, w) ??
    refuseTypes([x, w, y], ...weightedTypes) ??
    refuseActivation(options) ??
    refuseComputed(w, 'weights') ??
    refuseBias({ x, bias }, { int8: ['int32'], int16: ['int32', 'int64'], float32: ['float32'] }) ??
    refuseZeroPoint(x, y),
  complaint: ({ options }, operands) => {
    const { x, w, y } = operands;
    const [o = 0, h = 0, width = 0, i = 0] = w?.shape ?? [];
    if (w?.shape.length !== 4) return 'a filter that is not of rank 4';
    // Fewer filter channels than input channels is a grouped convolution.
    const groups = (x.shape[3] ?? 0) / i;
    if (!Number.isInteger(groups) || groups < 1 || o % groups !== 0)
      return `${i} filter channels and ${o} filters for ${x.shape[3]} input channels`;
    return (
      singleScales([x, y]) ??
      complaintAboutWindow(options, x, y, [h, width], o) ??
      complaintAboutWeights(operands, o, 0, sumBits(operands, options.biasType)) ??
      complaintAboutBias(operands, o)
    );
  },
} satisfies OperatorRules<'CONV_2D'>;
