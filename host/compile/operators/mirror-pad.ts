import type { Tensor } from '../../model/graph.ts';
import { paddingsOf } from '../../model/paddings.ts';
import { mover } from '../movement/lower.ts';
import { axesOf, input, type Move, output, stepsOf, widthOf } from '../movement/move.ts';

/**
 * The input goes to its place in the output. Then each axis, innermost first, is mirrored there: what lies inside the axes that
 * are not done yet, with all that the done ones have grown to.
 */
export default mover(['MIRROR_PAD'], ({ options: { mode } }, { x, y, w }) => {
  const paddings = paddingsOf(w as Tensor);
  const steps = stepsOf(y);
  const width = widthOf(x);
  const edge = mode === 'reflect' ? 1 : 0;
  /** Of the first element of `x`, along the axes up to one. */
  const begin = (axes: number) =>
    paddings.slice(0, axes).reduce((byte, { before }, axis) => byte + before * (steps[axis] ?? 0), 0);
  const place = {
    from: input(0),
    to: output(0, begin(x.shape.length)),
    width,
    axes: axesOf(x.shape, stepsOf(x), steps),
  };
  const mirrored = paddings.flatMap(({ before, after }, axis): Move[] => {
    const step = steps[axis] ?? 0;
    const [first, behind] = [before * step, (before + (x.shape[axis] ?? 0)) * step];
    /** Of `count` elements from one byte along the axis on, and backwards from another. */
    const mirror = (count: number, to: number, from: number): Move => {
      const extents = [...x.shape.slice(0, axis), count, ...y.shape.slice(axis + 1)];
      const at = begin(axis);
      const axes = axesOf(extents, steps.with(axis, -step), steps);
      return { from: output(0, at + from), to: output(0, at + to), width, axes };
    };
    return [mirror(before, 0, first + (before - 1 + edge) * step), mirror(after, behind, behind - (1 + edge) * step)];
  });
  const inOrder = paddings.map((_, axis) => mirrored.slice(2 * axis, 2 * axis + 2)).toReversed();
  return { moves: [place, ...inOrder.flat()] };
});
