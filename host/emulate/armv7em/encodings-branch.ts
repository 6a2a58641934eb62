import { Op } from './interpreter.ts';
import { InItBlock } from './operands.ts';
import { type Form, isSpOrPc, pcAt, type Row, rd, rn, signExtend } from './rows.ts';

const bit = (word: number, at: number): number => (word >>> at) & 1;

/** S:J2:J1:imm6:imm11:0 */
const conditionalBranch: Form = (word, address) => {
  const upper = (bit(word, 26) << 20) | (bit(word, 11) << 19) | (bit(word, 13) << 18);
  const offset = upper | (((word >>> 16) & 0x3f) << 12) | ((word & 0x7ff) << 1);
  return { imm: (pcAt(address) + signExtend(offset, 21)) | 0, it: InItBlock.NEVER };
};
/** S:I1:I2:imm10:imm11:0, where I is J where S is set, and its opposite where not. */
const farBranch: Form = (word, address) => {
  const sign = bit(word, 26);
  const upper = (sign << 24) | ((bit(word, 13) ^ sign ^ 1) << 23) | ((bit(word, 11) ^ sign ^ 1) << 22);
  const offset = upper | (((word >>> 16) & 0x3ff) << 12) | ((word & 0x7ff) << 1);
  return { imm: (pcAt(address) + signExtend(offset, 25)) | 0, it: InItBlock.LAST };
};

/** B5.1.1: the parts of the xPSR, MSP and PSP, the masks, CONTROL. */
const isSpecial = (sysm: number): boolean => (sysm <= 9 && sysm !== 4) || (sysm >= 16 && sysm <= 20);
const moveFromSpecial: Form = (word) =>
  isSpOrPc(rd(word)) || !isSpecial(word & 0xff) ? undefined : { d: rd(word), imm: word & 0xff };
/** The GE flags (bit 10) are part of the APSR only; bit 11 is all the rest. */
const moveToSpecial: Form = (word) => {
  const [sysm, mask] = [word & 0xff, (word >>> 10) & 3];
  if (isSpOrPc(rn(word)) || !isSpecial(sysm) || mask === 0 || (mask !== 2 && sysm > 3)) return undefined;
  return { n: rn(word), imm: sysm, a: mask };
};

const conditions = [
  Op.BEQ,
  Op.BNE,
  Op.BCS,
  Op.BCC,
  Op.BMI,
  Op.BPL,
  Op.BVS,
  Op.BVC,
  Op.BHI,
  Op.BLS,
  Op.BGE,
  Op.BLT,
  Op.BGT,
  Op.BLE,
];
const nothing: Form = () => ({});

/** ARMv7-M ARM (DDI 0403), A5.3.4 Branches and miscellaneous control; first match wins. */
export const branchRows: readonly Row[] = [
  ...conditions.map((op, index): Row => [0xfbc0_d000, (0xf000_8000 | (index << 22)) >>> 0, op, conditionalBranch]),
  [0xfff0_f300, 0xf380_8000, Op.MSR, moveToSpecial],
  // Hints, DBG among them; unallocated ones execute as NOP.
  [0xffff_ff00, 0xf3af_8000, Op.NOP, nothing],
  // DSB, DMB, ISB: one core without a pipeline has nothing to wait for.
  [0xffff_fff0, 0xf3bf_8f40, Op.NOP, nothing],
  [0xffff_fff0, 0xf3bf_8f50, Op.NOP, nothing],
  [0xffff_fff0, 0xf3bf_8f60, Op.NOP, nothing],
  [0xffff_f000, 0xf3ef_8000, Op.MRS, moveFromSpecial],
  [0xfff0_f000, 0xf7f0_a000, Op.UDF, nothing],
  [0xf800_d000, 0xf000_9000, Op.B, farBranch],
  [0xf800_d000, 0xf000_d000, Op.BL, farBranch],
];
