import { int32s, network } from '../graphs.ts';
import type { Random } from '../random.ts';
import { anyShape, quantized } from '../random-drafts.ts';
import type { OperatorModels } from './spec.ts';

const MAX_RANK = 5;

/** Before and behind any axes, or none at all. */
const pad = (random: Random) => {
  const rank = 1 + random.below(MAX_RANK);
  const shape = anyShape(random, rank, rank > 3 ? 3 : 6);
  const amounts = shape.flatMap(() => (random.oneIn(3) ? [0, 0] : [random.below(4), random.below(3)]));
  const padded = shape.map((extent, axis) => extent + (amounts[2 * axis] ?? 0) + (amounts[2 * axis + 1] ?? 0));
  const x = quantized(random, shape);
  return network(
    [x, int32s(amounts, [rank, 2]), { ...x, shape: padded }],
    [{ kind: 'PAD', inputs: [0, 1], outputs: [2], options: {} }],
  );
};

export default [{ kind: 'PAD', dtype: 'int8', make: pad }] satisfies readonly OperatorModels[];
