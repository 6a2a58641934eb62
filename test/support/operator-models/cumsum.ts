import { int32s, network } from '../drafts.ts';
import type { Random } from '../random.ts';
import { anyShape, between, quantized } from '../random-drafts.ts';
import type { OperatorModels } from './spec.ts';

const MAX_RANK = 5;
/** Of any zero point: their sum stays below 2^12. */
const MOST_SUMMED = 15;

const cumsum = (random: Random) => {
  const rank = 1 + random.below(MAX_RANK);
  const axis = random.below(rank);
  const any = anyShape(random, rank, rank > 3 ? 4 : 7);
  const shape = any.with(axis, random.oneIn(3) ? MOST_SUMMED : Math.min(MOST_SUMMED, any[axis] as number));
  const x = quantized(random, shape);
  const scale = (x.quantization?.scales[0] ?? 1) * between(random, 0.3, 10);
  const options = { isExclusive: random.oneIn(2), isReverse: random.oneIn(2) };
  const list = int32s([random.oneIn(2) ? axis : axis - rank], random.pick([[], [1]]));
  return network(
    [x, list, quantized(random, shape, scale)],
    [{ kind: 'CUMSUM', inputs: [0, 1], outputs: [2], options }],
  );
};

export default [{ kind: 'CUMSUM', dtype: 'int8', make: cumsum }] satisfies readonly OperatorModels[];
