import { mover } from '../movement/lower.ts';
import { input, output, repeated } from '../movement/move.ts';

export default mover(['FILL'], (_, { y }) => ({ moves: [repeated(y, input(1), output(0))] }));
