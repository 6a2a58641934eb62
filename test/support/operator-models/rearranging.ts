import type { DType } from '../../../host/model/graph.ts';
import { alone, int32s } from '../drafts.ts';
import type { Random } from '../random.ts';
import { anyShape, ofType } from '../random-drafts.ts';
import { forTypes, type OperatorModels } from './spec.ts';

const shuffled = (random: Random, rank: number): number[] => {
  const left = Array.from({ length: rank }, (_, axis) => axis);
  return Array.from({ length: rank }, () => left.splice(random.below(left.length), 1)[0] as number);
};

const transpose = (random: Random, dtype: DType) => {
  const rank = 1 + random.below(5);
  const x = ofType(random, anyShape(random, rank, rank > 3 ? 4 : 7), dtype);
  const axes = shuffled(random, rank);
  const y = { ...x, shape: axes.map((axis) => x.shape[axis] ?? 0) };
  return alone({ kind: 'TRANSPOSE', options: {} }, [x, int32s(axes)], [y]);
};

/** Neighbours, in any order, counted from either end. */
const reverse = (random: Random, dtype: DType) => {
  const rank = 1 + random.below(6);
  const x = ofType(random, anyShape(random, rank, rank > 3 ? 3 : 6), dtype);
  const count = 1 + random.below(rank);
  const first = random.below(rank - count + 1);
  const axes = shuffled(random, count).map((at) => (random.oneIn(2) ? first + at : first + at - rank));
  return alone({ kind: 'REVERSE_V2', options: {} }, [x, int32s(axes)], [x]);
};

/** From channels to blocks of positions, or back. */
const rearrange = (kind: 'DEPTH_TO_SPACE' | 'SPACE_TO_DEPTH') => (random: Random, dtype: DType) => {
  const blockSize = 1 + random.below(4);
  const [n, h, w, c] = [1 + random.below(2), 1 + random.below(4), 1 + random.below(4), random.pick([1, 2, 3, 4, 5, 8])];
  const deep = ofType(random, [n, h, w, c * blockSize * blockSize], dtype);
  const wide = { ...deep, shape: [n, h * blockSize, w * blockSize, c] };
  const [x, y] = kind === 'DEPTH_TO_SPACE' ? [deep, wide] : [wide, deep];
  return alone({ kind, options: { blockSize } }, [x], [y]);
};

/** Cropped, but not padded: the reference then pads with memory that nobody has written. */
const reallocate = (kind: 'BATCH_TO_SPACE_ND' | 'SPACE_TO_BATCH_ND') => (random: Random, dtype: DType) => {
  const axes = 1 + random.below(2);
  const blocks = Array.from({ length: axes }, () => 1 + random.below(3));
  const extents = blocks.map(() => 1 + random.below(5));
  const margins = blocks.map((block, axis) => {
    const most = kind === 'BATCH_TO_SPACE_ND' ? block * (extents[axis] ?? 0) - 1 : 0;
    const before = random.below(Math.min(most, 3) + 1);
    return [before, random.below(Math.min(most - before, 3) + 1)] as const;
  });
  const [images, channels] = [1 + random.below(2), 1 + random.below(6)];
  const many = ofType(random, [images * blocks.reduce((a, b) => a * b, 1), ...extents, channels], dtype);
  const spread = blocks.map((block, axis) => {
    const [before, after] = margins[axis] as readonly [number, number];
    return block * (extents[axis] ?? 0) - before - after;
  });
  const few = { ...many, shape: [images, ...spread, channels] };
  const [x, y] = kind === 'BATCH_TO_SPACE_ND' ? [many, few] : [few, many];
  return alone({ kind, options: {} }, [x, int32s(blocks), int32s(margins.flat(), [axes, 2])], [y]);
};

const all = ['int8', 'uint8', 'int16', 'int32', 'int64', 'bool', 'float32'] as const;
const few = ['int8', 'float32'] as const;

export default [
  ...forTypes('TRANSPOSE', ['int8', 'int16', 'float32'], transpose),
  ...forTypes('REVERSE_V2', all, reverse),
  ...forTypes('DEPTH_TO_SPACE', few, rearrange('DEPTH_TO_SPACE')),
  ...forTypes('SPACE_TO_DEPTH', few, rearrange('SPACE_TO_DEPTH')),
  ...forTypes('BATCH_TO_SPACE_ND', few, reallocate('BATCH_TO_SPACE_ND')),
  ...forTypes('SPACE_TO_BATCH_ND', few, reallocate('SPACE_TO_BATCH_ND')),
] satisfies readonly OperatorModels[];
