import { axisOf } from '../../model/axes.ts';
import { mover } from '../movement/lower.ts';
import { axesOf, input, output, stepsOf, widthOf } from '../movement/move.ts';

/** Each input is one slice of the output. */
export default mover(['PACK'], ({ options }, { inputs, x, y }) => {
  const axis = axisOf(options.axis, y.shape.length) as number;
  const to = stepsOf(y);
  const axes = axesOf(x.shape, stepsOf(x), to.toSpliced(axis, 1));
  const moves = inputs.map((_, at) => ({
    from: input(at),
    to: output(0, at * (to[axis] ?? 0)),
    width: widthOf(y),
    axes,
  }));
  return { moves };
});
