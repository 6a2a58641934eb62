import { Constants } from '../constants.ts';
import { mover } from '../movement/lower.ts';
import { constant, output, whole } from '../movement/move.ts';

export default mover(['SHAPE'], (_, { x, y }) => ({
  moves: [whole(y, constant(), output(0))],
  constants: new Constants().s32(...x.shape).finish(),
}));
