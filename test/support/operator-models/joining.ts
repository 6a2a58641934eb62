import type { DType } from '../../../host/model/graph.ts';
import { alone, type Draft, int32s } from '../drafts.ts';
import type { Random } from '../random.ts';
import { anyShape, known, ofType } from '../random-drafts.ts';
import { forTypes, type OperatorModels } from './spec.ts';

const MAX_INPUTS = 10;

/** The axis counted from either end. */
const named = (random: Random, axis: number, rank: number): number => (random.oneIn(2) ? axis : axis - rank);

/** Parts of an extent. */
const partsOf = (random: Random, count: number): number[] => Array.from({ length: count }, () => 1 + random.below(5));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** All but the first may be constants. */
const someKnown = (random: Random, drafts: readonly Draft[]): Draft[] =>
  drafts.map((draft, at) => (at > 0 && random.oneIn(4) ? known(random, draft) : draft));

const concatenation = (random: Random, dtype: DType) => {
  const rank = 1 + random.below(6);
  const shape = anyShape(random, rank, rank > 3 ? 3 : 6);
  const axis = random.below(rank);
  const parts = partsOf(random, random.oneIn(6) ? MAX_INPUTS : 1 + random.below(5));
  const y = ofType(random, shape.with(axis, sum(parts)), dtype);
  const inputs = parts.map((extent) => ({ ...y, shape: shape.with(axis, extent) }));
  const options = { axis: named(random, axis, rank), activation: 'none' } as const;
  return alone({ kind: 'CONCATENATION', options }, someKnown(random, inputs), [y]);
};

const pack = (random: Random, dtype: DType) => {
  const rank = random.below(5);
  const x = ofType(random, anyShape(random, rank, 4), dtype);
  const count = 1 + random.below(5);
  const axis = random.below(rank + 1);
  const inputs = new Array<Draft>(count).fill(x);
  const options = { count, axis: named(random, axis, rank + 1) };
  const y = { ...x, shape: x.shape.toSpliced(axis, 0, count) };
  return alone({ kind: 'PACK', options }, someKnown(random, inputs), [y]);
};

const unpack = (random: Random, dtype: DType) => {
  const rank = 1 + random.below(5);
  const x = ofType(random, anyShape(random, rank, 4), dtype);
  const axis = random.below(rank);
  const count = x.shape[axis] as number;
  const y = { ...x, shape: x.shape.toSpliced(axis, 1) };
  const options = { count, axis: named(random, axis, rank) };
  return alone({ kind: 'UNPACK', options }, [x], new Array<Draft>(count).fill(y));
};

/** Input and outputs of one shape but for an axis, and that axis. */
const divided = (random: Random, dtype: DType, parts: readonly number[]) => {
  const rank = 1 + random.below(5);
  const axis = random.below(rank);
  const shape = anyShape(random, rank, rank > 3 ? 3 : 6).with(axis, sum(parts));
  const x = ofType(random, shape, dtype);
  return {
    ...{ x, axis: int32s([named(random, axis, rank)], random.pick([[], [1]])) },
    outputs: parts.map((extent) => ({ ...x, shape: shape.with(axis, extent) })),
  };
};

const split = (random: Random, dtype: DType) => {
  const count = 1 + random.below(4);
  const { x, axis, outputs } = divided(random, dtype, new Array<number>(count).fill(1 + random.below(4)));
  return alone({ kind: 'SPLIT', options: { count } }, [axis, x], outputs);
};

const splitV = (random: Random, dtype: DType) => {
  const parts = partsOf(random, 1 + random.below(4));
  const { x, axis, outputs } = divided(random, dtype, parts);
  const sizes = int32s(random.oneIn(3) ? parts.with(random.below(parts.length), -1) : parts);
  return alone({ kind: 'SPLIT_V', options: { count: parts.length } }, [x, sizes, axis], outputs);
};

const apart = ['int8', 'int16', 'int32', 'float32'] as const;

export default [
  ...forTypes('CONCATENATION', ['int8', 'int16', 'int32', 'int64', 'bool', 'float32'], concatenation),
  ...forTypes('PACK', ['int8', 'int16', 'int32', 'int64', 'float32'], pack),
  ...forTypes('UNPACK', apart, unpack),
  ...forTypes('SPLIT', apart, split),
  ...forTypes('SPLIT_V', apart, splitV),
] satisfies readonly OperatorModels[];
