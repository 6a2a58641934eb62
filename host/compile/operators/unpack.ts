import { axisOf } from '../../model/axes.ts';
import { mover } from '../movement/lower.ts';
import { axesOf, input, output, stepsOf, widthOf } from '../movement/move.ts';

/** Each slice of the input is one output. */
export default mover(['UNPACK'], ({ options }, { x, y, outputs }) => {
  const axis = axisOf(options.axis, x.shape.length) as number;
  const from = stepsOf(x);
  const axes = axesOf(y.shape, from.toSpliced(axis, 1), stepsOf(y));
  const moves = outputs.map((_, at) => ({
    from: input(0, at * (from[axis] ?? 0)),
    to: output(at),
    width: widthOf(x),
    axes,
  }));
  return { moves };
});
