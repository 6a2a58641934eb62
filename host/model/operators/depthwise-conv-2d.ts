import { refuseActivation } from '../activation-rules.ts';
import { complaintAboutBias, complaintAboutWeights, singleScales } from '../scale-rules.ts';
import { elements } from '../shapes.ts';
import { refuseBias, refuseHybrid, refuseZeroPoint, sumBits, weightedTypes } from '../sum-rules.ts';
import { refuseComputed, refuseTypes } from '../type-rules.ts';
import { complaintAboutWindow } from '../window-rules.ts';
import type { OperatorRules } from './spec.ts';

/** input NHWC, filter 1HW(C·depthMultiplier), bias[C·depthMultiplier] or absent. */
export default {
  kinds: ['DEPTHWISE_CONV_2D'],
  inputs: [2, 3],
  learned: [1, 2],
  products: (_, { x, y, w }) => [
    { macs: elements(y.shape) * elements(w?.shape.slice(1, 3) ?? [0]), weights: w, values: x },
  ],
  refusal: ({ options }, { x, w, bias, y }) =>
    refuseHybrid(x, w) ??
    refuseTypes([x, w, y], ...weightedTypes) ??
    refuseActivation(options) ??
    refuseComputed(w, 'weights') ??
    refuseBias({ x, bias }, { int8: ['int32'], int16: ['int64'], float32: ['float32'] }) ??
    refuseZeroPoint(x, y),
  complaint: ({ options }, operands) => {
    const { x, w, y } = operands;
    const [one = 0, h = 0, width = 0, o = 0] = w?.shape ?? [];
    if (w?.shape.length !== 4 || one !== 1) return 'a filter that is not [1, H, W, C]';
    if (o !== (x.shape[3] ?? 0) * options.depthMultiplier)
      return `${o} filter channels for ${x.shape[3]} × multiplier ${options.depthMultiplier}`;
    return (
      singleScales([x, y]) ??
      complaintAboutWindow(options, x, y, [h, width], o) ??
      complaintAboutWeights(operands, o, 3, sumBits(operands)) ??
      complaintAboutBias(operands, o)
    );
  },
} satisfies OperatorRules<'DEPTHWISE_CONV_2D'>;
