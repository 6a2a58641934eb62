import type { Tensor } from '../../model/graph.ts';
import { lowerReals } from '../reals/elements.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['FLOOR_DIV', 'FLOOR_MOD'],
  lower: ({ kind }, { x, w, y }) =>
    lowerReals(kind === 'FLOOR_DIV' ? 'floor_div_f32' : 'floor_mod_f32', [x, w as Tensor], y),
} satisfies OperatorSpec<'FLOOR_DIV' | 'FLOOR_MOD'>;
