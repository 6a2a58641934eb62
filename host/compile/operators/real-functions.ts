import type { OperatorKind } from '../../model/graph.ts';
import { lowerReals } from '../reals/elements.ts';
import { angleTable, logTable, powerTable } from '../reals/tables.ts';
import type { OperatorSpec } from './spec.ts';

/** Their kernels, and what these look up. */
const functions = {
  CEIL: ['ceil_f32'],
  COS: ['cos_f32', angleTable],
  EXP: ['exp_f32', powerTable],
  FLOOR: ['floor_f32'],
  LOG: ['log_f32', logTable],
  NEG: ['neg_f32'],
  ROUND: ['round_f32'],
  SIN: ['sin_f32', angleTable],
  SQRT: ['sqrt_f32'],
  SQUARE: ['square_f32'],
} as const satisfies Partial<Record<OperatorKind, readonly [kernel: string, table?: Uint8Array]>>;

export default {
  kinds: ['CEIL', 'COS', 'EXP', 'FLOOR', 'LOG', 'NEG', 'ROUND', 'SIN', 'SQRT', 'SQUARE'],
  lower: ({ kind }, { x, y }) => {
    const [kernel, table] = functions[kind];
    return lowerReals(kernel, [x], y, { ...(table && { table }) });
  },
} satisfies OperatorSpec<keyof typeof functions>;
