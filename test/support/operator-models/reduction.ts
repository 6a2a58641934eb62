import type { DType, Operator } from '../../../host/model/graph.ts';
import { elements } from '../../../host/model/shapes.ts';
import { type Draft, int32s, network } from '../drafts.ts';
import type { Random } from '../random.ts';
import { anyShape, between, quantized } from '../random-drafts.ts';
import type { OperatorModels } from './spec.ts';

type Kind = 'MEAN' | 'SUM' | 'REDUCE_MAX' | 'REDUCE_MIN' | 'REDUCE_ALL';

const MAX_RANK = 6;

/** Any axes, counted from either end, twice, too; those of images now and then. */
const axesOf = (random: Random, rank: number): number[] => {
  if (rank === 4 && random.oneIn(3))
    return random.pick([
      [1, 2],
      [2, 1],
      [-2, -3],
    ]);
  const some = Array.from({ length: rank }, (_, axis) => axis).filter(() => random.oneIn(2));
  const axes = some.length > 0 ? some : [random.below(rank)];
  return [...axes, ...(random.oneIn(6) ? axes.slice(0, 1) : [])].map((axis) => (random.oneIn(3) ? axis - rank : axis));
};

/** Where the sum does not saturate at once. */
const outputScale = (random: Random, kind: Kind, scale: number, count: number): number =>
  scale * between(random, 0.3, 3) * (kind === 'SUM' ? Math.sqrt(count) : 1);

const tensorsOf = (random: Random, kind: Kind, dtype: DType, shape: number[], reduced: number[]): [Draft, Draft] => {
  if (dtype === 'bool')
    return [
      { dtype, shape },
      { dtype, shape: reduced },
    ];
  const x = quantized(random, shape, undefined, undefined, dtype);
  const isRescaled = (kind === 'MEAN' || kind === 'SUM') && !random.oneIn(3);
  const count = elements(shape) / elements(reduced);
  const scale = outputScale(random, kind, x.quantization?.scales[0] ?? 1, count);
  return [x, isRescaled ? quantized(random, reduced, scale, undefined, dtype) : { ...x, shape: reduced }];
};

const reduction = (random: Random, kind: Kind, dtype: DType) => {
  const rank = 1 + random.below(MAX_RANK);
  const any = anyShape(random, rank, rank > 3 ? 4 : 7);
  // Among many that are random one is false.
  const shape = kind === 'REDUCE_ALL' ? any.map((extent) => 1 + (extent % 2)) : any;
  const axes = axesOf(random, rank);
  const keepDims = random.oneIn(2);
  const isReduced = (axis: number) => axes.includes(axis) || axes.includes(axis - rank);
  const reduced = shape.flatMap((extent, axis) => (isReduced(axis) ? (keepDims ? [1] : []) : [extent]));
  const [x, y] = tensorsOf(random, kind, dtype, shape, reduced);
  const list = int32s(axes, axes.length === 1 && random.oneIn(2) ? [] : [axes.length]);
  const operator = { kind, inputs: [0, 1], outputs: [2], options: { keepDims } } as Omit<Operator, 'index'>;
  return network([x, list, y], [operator]);
};

const modelsOf = (kind: Kind, dtype: DType): OperatorModels => ({
  kind,
  dtype,
  make: (random) => reduction(random, kind, dtype),
});

export default [
  modelsOf('MEAN', 'int8'),
  modelsOf('MEAN', 'int16'),
  modelsOf('SUM', 'int8'),
  modelsOf('SUM', 'int16'),
  modelsOf('REDUCE_MAX', 'int8'),
  modelsOf('REDUCE_MIN', 'int8'),
  modelsOf('REDUCE_ALL', 'bool'),
] satisfies readonly OperatorModels[];
