import { axisOf } from '../../model/axes.ts';
import type { Tensor } from '../../model/graph.ts';
import { mover } from '../movement/lower.ts';
import { axesOf, input, output, stepsOf, widthOf } from '../movement/move.ts';

/** Each input goes behind the one before it. */
export default mover(['CONCATENATION'], ({ options }, { inputs, y }) => {
  const axis = axisOf(options.axis, y.shape.length) as number;
  const to = stepsOf(y);
  let byte = 0;
  const moves = (inputs as readonly Tensor[]).map((part, at) => {
    const begin = byte;
    byte += (part.shape[axis] ?? 0) * (to[axis] ?? 0);
    return { from: input(at), to: output(0, begin), width: widthOf(y), axes: axesOf(part.shape, stepsOf(part), to) };
  });
  return { moves };
});
