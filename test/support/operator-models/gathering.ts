import type { DType, Graph, Tensor } from '../../../host/model/graph.ts';
import { elements } from '../../../host/model/shapes.ts';
import { alone, type Draft, int32s } from '../drafts.ts';
import type { Random } from '../random.ts';
import { anyShape, known, ofType, quantized } from '../random-drafts.ts';
import { forTypes, type OperatorModels } from './spec.ts';

/** Indices below a limit as a constant, or an input. */
const indices = (random: Random, shape: readonly number[], limit: number): Draft =>
  random.oneIn(2)
    ? { dtype: 'int32', shape }
    : int32s(
        Array.from({ length: elements(shape) }, () => random.below(limit)),
        shape,
      );

/** One table, or one for each image of what the two have in common. */
const gather = (random: Random, dtype: DType) => {
  const rank = 1 + random.below(4);
  const x = ofType(random, anyShape(random, rank, 5), dtype);
  const axis = random.below(rank);
  const batches = random.below(axis + 1);
  const own = anyShape(random, random.below(3), 5);
  const list = indices(random, [...x.shape.slice(0, batches), ...own], x.shape[axis] as number);
  const y = { ...x, shape: x.shape.toSpliced(axis, 1, ...own) };
  const batchDims = list.shape.length > batches && random.oneIn(3) ? batches - list.shape.length : batches;
  const options = { axis: random.oneIn(2) ? axis : axis - rank, batchDims };
  return alone({ kind: 'GATHER', options }, [x, list], [y]);
};

const axisLimits = (
  input: Tensor,
  { tensors, operators: [operator] }: Graph,
): readonly [number, number] | undefined => {
  if (operator?.kind !== 'GATHER' || input.id !== operator.inputs[1]) return undefined;
  return [0, (tensors[0]?.shape.at(operator.options.axis) as number) - 1];
};

const gatherNd = (random: Random, dtype: DType) => {
  const rank = 1 + random.below(5);
  const x = ofType(random, anyShape(random, rank, 4), dtype);
  const count = 1 + random.below(rank);
  const slices = anyShape(random, random.below(3), 4);
  const y = { ...x, shape: [...slices, ...x.shape.slice(count)] };
  const list = indices(random, [...slices, count], Math.min(...x.shape.slice(0, count)));
  return alone({ kind: 'GATHER_ND', options: {} }, [x, list], [y]);
};

/** Below the shortest of the axes that are counted along. */
const shortestLimits = (input: Tensor, { tensors: [x] }: Graph): readonly [number, number] | undefined =>
  input.id === 1 ? [0, Math.min(...(x as Tensor).shape.slice(0, input.shape.at(-1))) - 1] : undefined;

/** A table that is a constant, mostly. */
const lookup = (random: Random, dtype: DType, output: DType) => {
  const rank = 2 + random.below(2);
  const shape = anyShape(random, rank, 6);
  const isReal = dtype !== output;
  const table = isReal ? quantized(random, shape, undefined, 0) : ofType(random, shape, dtype);
  const isComputed = random.oneIn(3);
  const rows = isComputed ? indices(random, [1 + random.below(6)], shape[0] as number) : undefined;
  const list = rows ?? { dtype: 'int32' as const, shape: [1 + random.below(6)] };
  const y = { ...(isReal ? { dtype: output } : table), shape: [...list.shape, ...shape.slice(1)] };
  return alone({ kind: 'EMBEDDING_LOOKUP', options: {} }, [list, isComputed ? table : known(random, table)], [y]);
};

const rowLimits = (input: Tensor, { tensors }: Graph): readonly [number, number] | undefined =>
  input.id === 0 ? [0, (tensors[1]?.shape[0] as number) - 1] : undefined;

const types = ['int8', 'float32'] as const;
const tables = [
  ['int8', 'int8'],
  ['int8', 'float32'],
  ['float32', 'float32'],
] as const;

export default [
  ...forTypes('GATHER', types, gather, axisLimits),
  ...forTypes('GATHER_ND', types, gatherNd, shortestLimits),
  ...tables.map(([table, output]) => ({
    kind: 'EMBEDDING_LOOKUP' as const,
    dtype: `${table}_${output}`,
    make: (random: Random) => lookup(random, table, output),
    limits: rowLimits,
  })),
] satisfies readonly OperatorModels[];
