import { integers } from '../../model/constant-data.ts';
import type { OperatorOf, Tensor } from '../../model/graph.ts';
import type { Operands } from '../../model/operands.ts';
import { emitMove } from '../movement/emit.ts';
import { lowerMovement } from '../movement/lower.ts';
import { axesOf, input, type Move, type Movement, output, stepsOf, widthOf } from '../movement/move.ts';
import { sliceAt } from '../movement/slice-at.ts';
import type { Lowered, OperatorSpec } from './spec.ts';

const taken = (x: Tensor, y: Tensor, byte: number): Move => ({
  from: input(0, byte),
  to: output(0),
  width: widthOf(x),
  axes: axesOf(y.shape, stepsOf(x), stepsOf(y)),
});

const movement = (_: OperatorOf<'SLICE'>, { x, y, w }: Operands): Movement | undefined => {
  const begin = w as Tensor;
  if (!begin.data) return undefined;
  const steps = stepsOf(x);
  return {
    moves: [
      taken(
        x,
        y,
        integers(begin).reduce((byte, at, axis) => byte + at * (steps[axis] ?? 0), 0),
      ),
    ],
  };
};

/** A slice whose begin is computed is brought inside the tensor, where the reference would read what lies around it. */
const lowerComputed = ({ x, y, w }: Operands): Lowered => {
  const { constants, alignment, origin } = sliceAt(x, y, w as Tensor, 1);
  const { kernel, statement } = emitMove(taken(x, y, 0), alignment);
  return {
    kernel,
    helpers: ['slice_origin'],
    constants,
    reads: [0, 1],
    scratchBytes: 0,
    emit: (at) => {
      const shifted = { ...at, inputs: [`${at.inputs[0]} + origin`] };
      return `const origin = ${origin(at)};\n  ${statement(shifted)}`;
    },
  };
};

export default {
  kinds: ['SLICE'],
  movement,
  lower: (operator, operands) => {
    const known = movement(operator, operands);
    return known ? lowerMovement(known) : lowerComputed(operands);
  },
} satisfies OperatorSpec<'SLICE'>;
