import { network } from '../graphs.ts';
import type { Random } from '../random.ts';
import { anyShape, between, quantized } from '../random-drafts.ts';
import type { OperatorModels } from './spec.ts';

/** Over few values and many; input scales so small that all are alike, and so large that one takes all. */
const softmax = (random: Random) => {
  const outer = anyShape(random, random.below(4), 4);
  const depth = random.oneIn(5) ? 100 + random.below(400) : 1 + random.below(24);
  const shape = [...outer.map((extent) => Math.min(extent, 4)), depth];
  const x = quantized(random, shape, between(random, 1e-4, 2));
  const y = quantized(random, shape, 1 / 256, -128);
  const beta = random.oneIn(4) ? between(random, 0.1, 4) : 1;
  return network([x, y], [{ kind: 'SOFTMAX', inputs: [0], outputs: [1], options: { beta: Math.fround(beta) } }]);
};

export default [{ kind: 'SOFTMAX', dtype: 'int8', make: softmax }] satisfies readonly OperatorModels[];
