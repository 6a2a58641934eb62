import { REFILL, Timing } from './cycles.ts';
import { Op } from './interpreter.ts';

const singleLoads = [Op.LDR, Op.LDRB, Op.LDRH, Op.LDRSB, Op.LDRSH];
const comparisons = [Op.TST, Op.TEQ, Op.CMP, Op.CMN];

/** Cycles of operations that take other than 1, before what only execution shows (cycles.ts). DDI 0439, table 3-1. */
const cycles: ReadonlyMap<Op, number> = new Map([
  ...[...singleLoads, Op.LDR_SP, Op.STR, Op.STRB, Op.STRH].map((op) => [op, 2] as const),
  [Op.LDR_PC, 2 + REFILL],
  [Op.LDRD, 3],
  [Op.STRD, 3],
  [Op.SDIV, 2],
  [Op.UDIV, 2],
  ...[Op.B, Op.BL, Op.BX, Op.BLX, Op.JUMP].map((op) => [op, 1 + REFILL] as const),
  [Op.TBB, 2 + REFILL],
  [Op.TBH, 2 + REFILL],
  [Op.IT, 0],
]);

const countBits = (list: number): number => list.toString(2).replaceAll('0', '').length;

/** For LDM and STM the immediate has the list: one cycle and one for each register. */
export const baseCycles = (op: Op, imm: number): number =>
  op === Op.LDM || op === Op.STM ? 1 + countBits(imm & 0xffff) : (cycles.get(op) ?? 1);

export const timingOf = (op: Op): Timing => {
  if (singleLoads.includes(op)) return Timing.LOAD;
  return op >= Op.MOV && op <= Op.UDIV && !comparisons.includes(op) ? Timing.RESULT : Timing.PLAIN;
};
