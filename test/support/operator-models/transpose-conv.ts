import type { Operator } from '../../../host/model/graph.ts';
import { int32s, network } from '../drafts.ts';
import type { Random } from '../random.ts';
import { int8, int16x8, isSmall, type WeightedTypes, weightedDrafts } from '../weighted.ts';
import type { OperatorModels } from './spec.ts';

const activations = ['none', 'relu', 'relu6', 'relu_n1_to_1'] as const;
const extent = (random: Random, most: number) => 1 + random.below(most);

/** Any of the extents of which a convolution makes `input`: the last step may be cut short. */
const outputOf = (random: Random, input: number, kernel: number, step: number, padding: 'same' | 'valid'): number =>
  (input - 1) * step + (padding === 'valid' ? kernel - 1 : 0) + (random.oneIn(2) ? step : extent(random, step));

const shapes = (random: Random) => {
  const [kernelH, kernelW] = [extent(random, 5), extent(random, 5)];
  const [strideH, strideW] = [extent(random, 4), random.oneIn(2) ? 2 : extent(random, 3)];
  const padding = random.pick(['same', 'valid'] as const);
  const [batch, inH, inW] = [random.oneIn(8) ? 2 : 1, extent(random, 6), extent(random, 6)];
  const [c, o] = [random.pick([1, 2, 3, 4, 7, 8, 16]), random.pick([1, 2, 3, 4, 5, 8, 9])];
  const outH = outputOf(random, inH, kernelH, strideH, padding);
  const outW = outputOf(random, inW, kernelW, strideW, padding);
  return {
    ...{ x: [batch, inH, inW, c], w: [o, kernelH, kernelW, c], y: [batch, outH, outW, o] },
    options: { padding, strideH, strideW },
  };
};

const smallShapes = (random: Random): ReturnType<typeof shapes> => {
  for (;;) {
    const drawn = shapes(random);
    if (isSmall(drawn.x, drawn.w, drawn.y)) return drawn;
  }
};

const transposed = (random: Random, types: WeightedTypes) => {
  const { x, w, y, options } = smallShapes(random);
  const taps = Math.ceil(w.slice(1).reduce((a, b) => a * b, 1) / (options.strideH * options.strideW));
  const drafts = weightedDrafts(random, types, { x, w, y, axis: 0, taps, hasOneScale: random.oneIn(4) });
  const { bias } = drafts;
  const operator = {
    kind: 'TRANSPOSE_CONV',
    inputs: [0, 1, 2, ...(bias ? [3] : [])],
    outputs: [bias ? 4 : 3],
    options: { ...options, activation: random.pick(activations) },
  } as Omit<Operator, 'index'>;
  return network([int32s(y), drafts.w, drafts.x, ...(bias ? [bias] : []), drafts.y], [operator], [2]);
};

export default [int8, int16x8('int16', 'int64')].map((types) => ({
  kind: 'TRANSPOSE_CONV',
  dtype: types.dtype,
  make: (random) => transposed(random, types),
})) satisfies readonly OperatorModels[];
