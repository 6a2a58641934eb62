import { axisOf } from '../../model/axes.ts';
import { integers } from '../../model/constant-data.ts';
import type { Tensor } from '../../model/graph.ts';
import { axesOf, input, type Movement, output, stepsOf, widthOf } from './move.ts';

/** Each output is a part of `x`, the operator's input number `at`, along a constant axis. */
export const partsOf = (x: Tensor, at: number, given: Tensor, outputs: readonly Tensor[]): Movement => {
  const axis = axisOf(integers(given)[0], x.shape.length) as number;
  const from = stepsOf(x);
  let byte = 0;
  const moves = outputs.map((part, index) => {
    const begin = byte;
    byte += (part.shape[axis] ?? 0) * (from[axis] ?? 0);
    return {
      from: input(at, begin),
      to: output(index),
      width: widthOf(x),
      axes: axesOf(part.shape, from, stepsOf(part)),
    };
  });
  return { moves };
};
