import { mover } from '../movement/lower.ts';
import { axesOf, input, output, stepsOf, widthOf } from '../movement/move.ts';

export default mover(['BROADCAST_TO'], (_, { x, y }) => {
  const steps = stepsOf(x);
  const missing = y.shape.length - x.shape.length;
  const from = y.shape.map((__, axis) => (x.shape[axis - missing] === 1 ? 0 : (steps[axis - missing] ?? 0)));
  return { moves: [{ from: input(0), to: output(0), width: widthOf(x), axes: axesOf(y.shape, from, stepsOf(y)) }] };
});
