import type { DType, Graph, Tensor } from '../../../host/model/graph.ts';
import { takenBy } from '../../../host/model/strided-slice.ts';
import { alone, type Draft, int32s } from '../drafts.ts';
import type { Random } from '../random.ts';
import { anyShape, ofType } from '../random-drafts.ts';
import { forTypes, type OperatorModels } from './spec.ts';

const int64s = (values: readonly number[]): Draft => ({
  dtype: 'int64',
  shape: [values.length],
  data: new Uint8Array(BigInt64Array.from(values, BigInt).buffer),
});

const indices = (random: Random, values: readonly number[]): Draft => random.pick([int32s, int64s])(values);

const unknown = ({ data: _, ...draft }: Draft): Draft => draft;

/** Its begin is a constant, or an input; -1 is all that is left. */
const slice = (random: Random, dtype: DType) => {
  const rank = 1 + random.below(5);
  const x = ofType(random, anyShape(random, rank, 5), dtype);
  const size = x.shape.map((extent) => (random.oneIn(3) ? extent : 1 + random.below(extent)));
  const begin = x.shape.map((extent, axis) => random.below(extent - (size[axis] ?? 0) + 1));
  const y = { ...x, shape: size };
  const isKnown = random.oneIn(2);
  const ends = x.shape.map((extent, axis) => {
    const isLast = isKnown && (begin[axis] ?? 0) + (size[axis] ?? 0) === extent;
    return isLast && random.oneIn(2) ? -1 : (size[axis] ?? 0);
  });
  const [from, sizes] = random.oneIn(2) ? [int32s(begin), int32s(ends)] : [int64s(begin), int64s(ends)];
  return alone({ kind: 'SLICE', options: {} }, [x, isKnown ? from : unknown(from), sizes], [y]);
};

/** Indices that no axis is too short for. */
const sliceLimits = (input: Tensor, graph: Graph): readonly [number, number] | undefined => {
  const [x, begin] = graph.operators[0]?.inputs.map((id) => graph.tensors[id]) ?? [];
  const y = graph.tensors[graph.outputs[0] as number];
  if (input !== begin || !x || !y) return undefined;
  return [0, Math.min(...x.shape.map((extent, axis) => extent - (y.shape[axis] ?? 0)))];
};

const stridedSlice = (random: Random, dtype: DType): Graph => {
  const x = ofType(random, anyShape(random, 1 + random.below(4), 6), dtype);
  const mask = () => (random.oneIn(3) ? random.below(16) : 0);
  const end = () => x.shape.map((extent) => random.below(3 * extent + 2) - extent - 1);
  const steps = x.shape.map(() => random.pick([1, 1, 2, 3, -1, -2]));
  const constants = [end(), end(), steps].map((values) => int32s(values));
  const options = {
    ...{ beginMask: mask(), endMask: mask(), shrinkAxisMask: random.oneIn(3) ? mask() : 0 },
    ...{ ellipsisMask: 0, newAxisMask: 0, isOffset: false },
  };
  const taken = takenBy(options, x, constants);
  if (!taken || taken.some(({ count }) => count === 0)) return stridedSlice(random, dtype);
  const y = { ...x, shape: taken.flatMap(({ count, isDropped }) => (isDropped ? [] : [count])) };
  return alone({ kind: 'STRIDED_SLICE', options }, [x, ...constants], [y]);
};

/** Now and then all of the input is updated. */
const dynamicUpdateSlice = (random: Random, dtype: DType) => {
  const rank = 1 + random.below(6);
  const x = ofType(random, anyShape(random, rank, rank > 3 ? 3 : 5), dtype);
  const isWhole = random.oneIn(8);
  const shape = x.shape.map((extent) => (isWhole || random.oneIn(3) ? extent : 1 + random.below(extent)));
  const start = indices(
    random,
    x.shape.map((extent) => random.below(extent + 4) - 2),
  );
  const given = [x, { ...x, shape }, random.oneIn(3) ? start : unknown(start)];
  return alone({ kind: 'DYNAMIC_UPDATE_SLICE', options: {} }, given, [x]);
};

/** Also outside, where they are brought in. */
const startLimits = (input: Tensor, { operators }: Graph): readonly [number, number] | undefined =>
  input.id === operators[0]?.inputs[2] ? [-2, 6] : undefined;

const types = ['int8', 'int16', 'int32', 'bool', 'float32'] as const;

export default [
  ...forTypes('SLICE', types, slice, sliceLimits),
  ...forTypes('STRIDED_SLICE', types, stridedSlice),
  ...forTypes('DYNAMIC_UPDATE_SLICE', ['int8', 'int16', 'int32', 'float32'], dynamicUpdateSlice, startLimits),
] satisfies readonly OperatorModels[];
