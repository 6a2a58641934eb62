import { mover } from '../movement/lower.ts';
import { constant, output, repeated, widthOf } from '../movement/move.ts';

export default mover(['ZEROS_LIKE'], (_, { y }) => ({
  moves: [repeated(y, constant(), output(0))],
  constants: new Uint8Array(widthOf(y)),
}));
