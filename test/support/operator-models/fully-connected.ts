import type { Operator } from '../../../host/model/graph.ts';
import { network } from '../drafts.ts';
import type { Random } from '../random.ts';
import { int4, int8, int16x8, type WeightedTypes, weightedDrafts } from '../weighted.ts';
import type { OperatorModels } from './spec.ts';

const activations = ['none', 'relu', 'relu6', 'relu_n1_to_1'] as const;

/** Rows of up to 40 elements, or a few of many: 16-bit sums of these are added up in blocks. */
const fullyConnected = (random: Random, types: WeightedTypes) => {
  const isLong = random.oneIn(5);
  const [inputs, outputs] = isLong
    ? [250 + random.below(600), 1 + random.below(3)]
    : [1 + random.below(40), 1 + random.below(12)];
  const rows = isLong ? [1] : [1 + random.below(4), 1 + random.below(3)];
  const keepNumDims = random.oneIn(2);
  const isFlat = !keepNumDims && random.oneIn(2);
  const drafts = weightedDrafts(random, types, {
    x: [...rows, inputs],
    w: [outputs, inputs],
    y: isFlat ? [rows.reduce((a, b) => a * b, 1), outputs] : [...rows, outputs],
    axis: 0,
    taps: inputs,
    hasOneScale: types.w === 'int4' || random.oneIn(2),
  });
  const { bias } = drafts;
  // Weights that another operator would have made have a zero point, too.
  const { data: _, ...made } = drafts.w;
  const isComputed = types.dtype === 'int8' && drafts.w.quantization?.scales.length === 1 && random.oneIn(3);
  const quantization = { scales: drafts.w.quantization?.scales ?? [], zeroPoints: [random.below(256) - 128], axis: 0 };
  const w = isComputed ? { ...made, quantization } : drafts.w;
  const biasType = !bias && random.oneIn(2) ? { biasType: 'int32' } : {};
  const operator = {
    kind: 'FULLY_CONNECTED',
    inputs: [0, 1, bias ? 2 : -1],
    outputs: [bias ? 3 : 2],
    options: { keepNumDims, ...biasType, activation: random.pick(activations) },
  } as Omit<Operator, 'index'>;
  return network([drafts.x, w, ...(bias ? [bias] : []), drafts.y], [operator], isComputed ? [0, 1] : [0]);
};

export default [int8, int16x8('int32', 'int64'), int4].map((types) => ({
  kind: 'FULLY_CONNECTED',
  dtype: types.dtype,
  make: (random) => fullyConnected(random, types),
})) satisfies readonly OperatorModels[];
