import type { Tensor } from '../../model/graph.ts';
import { reversedAxes } from '../../model/operators/reverse-v2.ts';
import { mover } from '../movement/lower.ts';
import { axesOf, input, output, stepsOf, widthOf } from '../movement/move.ts';

/** Reversed axes are read from their ends. */
export default mover(['REVERSE_V2'], (_, { x, y, w }) => {
  const reversed = reversedAxes(x, w as Tensor) ?? [];
  const steps = stepsOf(x);
  const from = steps.map((step, axis) => (reversed.includes(axis) ? -step : step));
  const last = reversed.reduce((byte, axis) => byte + ((x.shape[axis] ?? 1) - 1) * (steps[axis] ?? 0), 0);
  return {
    moves: [{ from: input(0, last), to: output(0), width: widthOf(x), axes: axesOf(y.shape, from, stepsOf(y)) }],
  };
});
