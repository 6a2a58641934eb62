import { int32s, network } from '../drafts.ts';
import type { Random } from '../random.ts';
import { anyShape, quantized } from '../random-drafts.ts';
import type { OperatorModels } from './spec.ts';

type Kind = 'ARG_MAX' | 'ARG_MIN';

const MAX_RANK = 5;

const arg = (random: Random, kind: Kind) => {
  const rank = 1 + random.below(MAX_RANK);
  const shape = anyShape(random, rank, rank > 3 ? 4 : 7);
  const axis = random.below(rank);
  const list = int32s([random.oneIn(2) ? axis : axis - rank], random.pick([[], [1]]));
  const y = { dtype: 'int32', shape: shape.toSpliced(axis, 1) } as const;
  return network(
    [quantized(random, shape), list, y],
    [{ kind, inputs: [0, 1], outputs: [2], options: { outputType: 'int32' } }],
  );
};

/** Few values, so that some are equal. */
const limits = (): readonly [number, number] => [-3, 3];

export default (['ARG_MAX', 'ARG_MIN'] as const).map((kind) => ({
  kind,
  dtype: 'int8',
  make: (random: Random) => arg(random, kind),
  limits,
})) satisfies readonly OperatorModels[];
