import { elements } from '../../../host/model/shapes.ts';
import { network } from '../graphs.ts';
import type { Random } from '../random.ts';
import { anyShape, between, quantized } from '../random-drafts.ts';
import type { OperatorModels } from './spec.ts';

const activations = ['none', 'relu', 'relu6', 'relu_n1_to_1'] as const;

/** The shape with some extents 1, and outer ones left out. */
const broadcastOf = (random: Random, shape: readonly number[]): number[] =>
  shape.map((extent) => (random.oneIn(3) ? 1 : extent)).slice(random.oneIn(3) ? random.below(shape.length) : 0);

/** Two inputs, or a constant and an input, of shapes that fit; scales far apart now and then. */
const add = (random: Random) => {
  const shape = anyShape(random, 1 + random.below(4), 5);
  const other = random.oneIn(2) ? shape : broadcastOf(random, shape);
  const scales = [between(random, 1e-3, 1), between(random, 1e-3, 1)];
  const output = Math.max(...scales) * (random.oneIn(6) ? between(random, 1e-4, 100) : between(random, 0.3, 2));
  const [a, b] = [quantized(random, shape, scales[0]), quantized(random, other, scales[1])];
  const data = Uint8Array.from({ length: elements(other) }, () => random.below(256));
  const isConstant = random.oneIn(4);
  const isTurned = random.oneIn(3);
  return network(
    [a, isConstant ? { ...b, data } : b, quantized(random, shape, output)],
    [
      {
        kind: 'ADD',
        inputs: isTurned ? [1, 0] : [0, 1],
        outputs: [2],
        options: { activation: random.pick(activations) },
      },
    ],
    isConstant ? [0] : [0, 1],
  );
};

export default [{ kind: 'ADD', dtype: 'int8', make: add }] satisfies readonly OperatorModels[];
