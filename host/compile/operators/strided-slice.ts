import { takenBy } from '../../model/strided-slice.ts';
import { mover } from '../movement/lower.ts';
import { axesOf, input, output, stepsOf, widthOf } from '../movement/move.ts';

export default mover(['STRIDED_SLICE'], ({ options }, { inputs: [, ...constants], x, y }) => {
  const taken = takenBy(options, x, constants) ?? [];
  const steps = stepsOf(x);
  const first = taken.reduce((byte, { start }, axis) => byte + start * (steps[axis] ?? 0), 0);
  const from = taken.flatMap(({ step, isDropped }, axis) => (isDropped ? [] : [step * (steps[axis] ?? 0)]));
  return {
    moves: [{ from: input(0, first), to: output(0), width: widthOf(x), axes: axesOf(y.shape, from, stepsOf(y)) }],
  };
});
