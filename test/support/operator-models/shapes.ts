import type { DType, Graph, Tensor } from '../../../host/model/graph.ts';
import { alone, type Draft, int32s } from '../drafts.ts';
import type { Random } from '../random.ts';
import { anyShape, known, ofType } from '../random-drafts.ts';
import { forTypes, type OperatorModels } from './spec.ts';

/** Extents of 1 go, all of them or those that are named. */
const squeeze = (random: Random, dtype: DType) => {
  const shape = anyShape(random, 1 + random.below(5), 4).map((extent) => (random.oneIn(2) ? 1 : extent));
  const x = ofType(random, shape, dtype);
  const axes = shape.flatMap((extent, axis) => (extent === 1 && random.oneIn(2) ? [axis] : []));
  const y = { ...x, shape: shape.filter((extent, axis) => (axes.length > 0 ? !axes.includes(axis) : extent !== 1)) };
  const named = axes.map((axis) => (random.oneIn(2) ? axis : axis - shape.length));
  return alone({ kind: 'SQUEEZE', options: { axes: named } }, [x], [y]);
};

const expandDims = (random: Random, dtype: DType) => {
  const rank = random.below(5);
  const x = ofType(random, anyShape(random, rank, 4), dtype);
  const at = random.below(rank + 1);
  const axis = int32s([random.oneIn(2) ? at : at - rank - 1], random.pick([[], [1]]));
  return alone({ kind: 'EXPAND_DIMS', options: {} }, [x, axis], [{ ...x, shape: x.shape.toSpliced(at, 0, 1) }]);
};

const broadcastTo = (random: Random, dtype: DType) => {
  const shape = anyShape(random, 1 + random.below(5), 4);
  const own = shape.map((extent) => (random.oneIn(2) ? 1 : extent)).slice(random.below(shape.length + 1));
  const x = ofType(random, own, dtype);
  return alone({ kind: 'BROADCAST_TO', options: {} }, [x, int32s(shape)], [{ ...x, shape }]);
};

/** One of two computed shapes may be a constant. */
const broadcastArgs = (random: Random, dtype: DType) => {
  const lengths = [1 + random.below(6), 1 + random.below(6)];
  const [a, b] = lengths.map((length): Draft => ({ dtype, shape: [length] })) as [Draft, Draft];
  const ones = {
    ...b,
    data: new Uint8Array(known(random, b).data?.map((_, at) => Number(at % widthOf(dtype) === 0)) ?? []),
  };
  const y = { dtype, shape: [Math.max(...lengths)] };
  return alone({ kind: 'BROADCAST_ARGS', options: {} }, [a, random.oneIn(3) ? ones : b], [y]);
};

const widthOf = (dtype: DType): number => (dtype === 'int64' ? 8 : 4);

/** Extents that fit one another, whatever they are. */
const extentLimits = (_: Tensor, { inputs }: Graph): readonly [number, number] => [1, inputs.length > 1 ? 2 : 1000];

const fill = (random: Random, dtype: DType) => {
  const y = ofType(random, anyShape(random, 1 + random.below(4), 5), dtype);
  return alone({ kind: 'FILL', options: {} }, [int32s(y.shape), { ...y, shape: [] }], [y]);
};

const shape = (random: Random, dtype: DType) => {
  const rank = 1 + random.below(6);
  const x = ofType(random, anyShape(random, rank, rank > 3 ? 3 : 6), dtype);
  return alone({ kind: 'SHAPE', options: { outType: 'int32' } }, [x], [{ dtype: 'int32', shape: [rank] }]);
};

const all = ['int8', 'uint8', 'int16', 'int32', 'int64', 'bool', 'float32'] as const;

export default [
  ...forTypes('SQUEEZE', all, squeeze),
  ...forTypes('EXPAND_DIMS', ['int8', 'int16', 'float32'], expandDims),
  ...forTypes('BROADCAST_TO', all, broadcastTo),
  ...forTypes('BROADCAST_ARGS', ['int32', 'int64'], broadcastArgs, extentLimits),
  ...forTypes('FILL', ['int8', 'int32', 'float32'], fill),
  ...forTypes('SHAPE', all, shape),
] satisfies readonly OperatorModels[];
