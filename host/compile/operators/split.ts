import type { Tensor } from '../../model/graph.ts';
import { mover } from '../movement/lower.ts';
import { partsOf } from '../movement/parts.ts';

export default mover(['SPLIT'], (_, { x: axis, w: x, outputs }) => partsOf(x as Tensor, 1, axis, outputs));
