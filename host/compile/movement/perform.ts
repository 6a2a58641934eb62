import type { Axis, Move, Movement } from './move.ts';

/** Tensors' bytes by position; inputs that no move reads may be absent. */
interface Ends {
  readonly inputs: readonly (Uint8Array | undefined)[];
  readonly outputs: readonly Uint8Array[];
}

/** Moves elements here and now: what the kernels do on a board. */
export const perform = ({ moves, constants = new Uint8Array(0) }: Movement, { inputs, outputs }: Ends): void => {
  const tensors = { inputs, outputs, constants: [constants] };
  for (const move of moves) {
    const [from, to] = [tensors[move.from.of][move.from.at], tensors[move.to.of][move.to.at]];
    if (from && to) walk(move, move.axes, from, to, move.from.byte, move.to.byte);
  }
};

const walk = (
  move: Move,
  [axis, ...inner]: readonly Axis[],
  from: Uint8Array,
  to: Uint8Array,
  read: number,
  write: number,
): void => {
  if (!axis) to.set(from.subarray(read, read + move.width), write);
  else for (let n = 0; n < axis.extent; n++) walk(move, inner, from, to, read + n * axis.from, write + n * axis.to);
};
