import type { Operator } from '../../../host/model/graph.ts';
import { elements } from '../../../host/model/shapes.ts';
import { network } from '../drafts.ts';
import type { Random } from '../random.ts';
import { type Layer, randomLayer } from '../random-layers.ts';
import { int4, int8, int16x8, isSmall, type WeightedTypes, weightedDrafts } from '../weighted.ts';
import type { OperatorModels } from './spec.ts';

const activations = ['none', 'relu', 'relu6', 'relu_n1_to_1'] as const;

const smallLayer = (random: Random, kind: Layer['kind']): Layer => {
  for (;;) {
    const layer = randomLayer(random, kind);
    if (isSmall(layer.x, layer.w, layer.y)) return layer;
  }
};

const convolution = (random: Random, kind: 'CONV_2D' | 'DEPTHWISE_CONV_2D', types: WeightedTypes) => {
  const { x, w, y, options } = smallLayer(random, kind);
  const axis = kind === 'CONV_2D' ? 0 : 3;
  const taps = elements(w) / (w[axis] as number);
  const drafts = weightedDrafts(random, types, { x, w, y, axis, taps, hasOneScale: random.oneIn(4) });
  const { bias } = drafts;
  const biasType = !bias && kind === 'CONV_2D' && random.oneIn(2) ? { biasType: 'int32' } : {};
  const operator = {
    kind,
    // The reference takes a third input that is left out for CONV_2D alone.
    inputs: [0, 1, ...(bias ? [2] : kind === 'CONV_2D' && random.oneIn(2) ? [-1] : [])],
    outputs: [bias ? 3 : 2],
    options: { ...options, ...biasType, activation: random.pick(activations) },
  } as Omit<Operator, 'index'>;
  return network([drafts.x, drafts.w, ...(bias ? [bias] : []), drafts.y], [operator]);
};

const modelsOf = (kind: 'CONV_2D' | 'DEPTHWISE_CONV_2D', types: WeightedTypes): OperatorModels => ({
  kind,
  dtype: types.dtype,
  make: (random) => convolution(random, kind, types),
});

export default [
  ...[int8, int16x8('int32', 'int64'), int4].map((types) => modelsOf('CONV_2D', types)),
  ...[int8, int16x8('int64'), int4].map((types) => modelsOf('DEPTHWISE_CONV_2D', types)),
] satisfies readonly OperatorModels[];
