import type { Tensor } from '../../model/graph.ts';
import { mover } from '../movement/lower.ts';
import { partsOf } from '../movement/parts.ts';

export default mover(['SPLIT_V'], (_, { x, bias: axis, outputs }) => partsOf(x, 0, axis as Tensor, outputs));
