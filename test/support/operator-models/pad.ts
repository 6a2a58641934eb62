import type { DType } from '../../../host/model/graph.ts';
import { alone, type Draft, int32s } from '../drafts.ts';
import type { Random } from '../random.ts';
import { anyShape, known, ofType } from '../random-drafts.ts';
import { forTypes, type OperatorModels } from './spec.ts';

const MAX_RANK = 5;

/** A tensor, constants of how much goes around it, and the shape that it then has. */
const padded = (random: Random, x: Draft, amountsOf: (extent: number) => readonly number[]) => {
  const amounts = x.shape.flatMap((extent) => (random.oneIn(3) ? [0, 0] : amountsOf(extent)));
  const shape = x.shape.map((extent, axis) => extent + (amounts[2 * axis] ?? 0) + (amounts[2 * axis + 1] ?? 0));
  return { amounts: int32s(amounts, [x.shape.length, 2]), y: { ...x, shape } };
};

const anyRank = (random: Random, dtype: DType): Draft => {
  const rank = 1 + random.below(MAX_RANK);
  return ofType(random, anyShape(random, rank, rank > 3 ? 3 : 6), dtype);
};

/** Before and behind any axes, or none at all. */
const pad = (random: Random, dtype: DType) => {
  const x = anyRank(random, dtype);
  const { amounts, y } = padded(random, x, () => [random.below(4), random.below(3)]);
  return alone({ kind: 'PAD', options: {} }, [x, amounts], [y]);
};

/** With a value that is a constant, or an input. */
const padV2 = (random: Random, dtype: DType) => {
  const x = anyRank(random, dtype);
  const { amounts, y } = padded(random, x, () => [random.below(4), random.below(3)]);
  const value = { ...x, shape: random.pick([[], [1]]) };
  return alone({ kind: 'PADV2', options: {} }, [x, amounts, random.oneIn(2) ? known(random, value) : value], [y]);
};

/** By as much as there is to mirror, at the most. */
const mirrorPad = (random: Random, dtype: DType) => {
  const x = anyRank(random, dtype);
  const mode = random.pick(['reflect', 'symmetric'] as const);
  const most = (extent: number) => (mode === 'reflect' ? extent : extent + 1);
  const { amounts, y } = padded(random, x, (extent) => [random.below(most(extent)), random.below(most(extent))]);
  return alone({ kind: 'MIRROR_PAD', options: { mode } }, [x, amounts], [y]);
};

const types = ['int8', 'int16', 'int32', 'float32'] as const;

export default [
  ...forTypes('PAD', types, pad),
  ...forTypes('PADV2', types, padV2),
  ...forTypes('MIRROR_PAD', ['int8', 'float32'], mirrorPad),
] satisfies readonly OperatorModels[];
