import type { RegisterFile } from '../../machine/allocate.ts';
import type { CompareOp } from '../../ssa/ir.ts';

// AAPCS (IHI 0042): r0-r3 carry arguments and results and, with r12 and lr, do not survive a call; r4-r11 do.
export const LR = 14;
export const scratchAfterCall = [0, 1, 2, 3, 12, 14] as const;

export const registerFile: RegisterFile = { general: [3, 2, 1, 0, 4, 5, 6, 7], high: [12, 8, 9, 10, 11] };

/** Condition codes after `cmp a, b` (ARMv6-M ARM, table A6-1). */
export const conditions: Record<CompareOp, string> = {
  eq: 'eq',
  ne: 'ne',
  lt_s: 'lt',
  lt_u: 'lo',
  gt_s: 'gt',
  gt_u: 'hi',
  le_s: 'le',
  le_u: 'ls',
  ge_s: 'ge',
  ge_u: 'hs',
};
