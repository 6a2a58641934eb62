import { integers } from '../../model/constant-data.ts';
import type { Tensor } from '../../model/graph.ts';
import { mover } from '../movement/lower.ts';
import { axesOf, input, output, stepsOf, widthOf } from '../movement/move.ts';

/** Axis n of the output is axis `perm[n]` of the input. */
export default mover(['TRANSPOSE'], (_, { x, y, w }) => {
  const from = stepsOf(x);
  const steps = integers(w as Tensor).map((axis) => from[axis] ?? 0);
  return { moves: [{ from: input(0), to: output(0), width: widthOf(x), axes: axesOf(y.shape, steps, stepsOf(y)) }] };
});
