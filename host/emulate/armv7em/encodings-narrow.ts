import { Op } from './interpreter.ts';
import { InItBlock, SINK } from './operands.ts';
import { alignedPcAt, type Form, PC, pcAt, type Row, SP, shiftedRegister, signExtend } from './rows.ts';

const low = (op: number, at: number): number => (op >> at) & 7;
const field = (op: number, at: number, bits: number): number => (op >> at) & ((1 << bits) - 1);
const high = (op: number): number => ((op >> 4) & 8) | (op & 7);
const countBits = (list: number): number => list.toString(2).replaceAll('0', '').length;

/** rd, rm, #imm5 */
const shift: Form = (op) => ({
  d: low(op, 0),
  ...shiftedRegister(field(op, 11, 2), field(op, 6, 5), low(op, 3), true),
});
const threeRegisters: Form = (op) => ({ d: low(op, 0), n: low(op, 3), m: low(op, 6) });
const immediate3: Form = (op) => ({ d: low(op, 0), n: low(op, 3), imm: low(op, 6) });
const immediate8: Form = (op) => ({ d: low(op, 8), n: low(op, 8), imm: op & 0xff });
const twoRegisters: Form = (op) => ({ d: low(op, 0), n: low(op, 0), m: low(op, 3) });
const oneRegister: Form = (op) => ({ d: low(op, 0), m: low(op, 3) });

/** Any register; the PC is a constant. */
const anyRegister = (op: number, address: number) =>
  field(op, 3, 4) === PC ? { imm: pcAt(address) } : { m: field(op, 3, 4) };
const addHigh: Form = (op, address) => ({ d: high(op), n: high(op), ...anyRegister(op, address) });
const addToPc: Form = (op, address) =>
  field(op, 3, 4) === PC ? undefined : { n: field(op, 3, 4), imm: pcAt(address), it: InItBlock.LAST };
/** Two low registers have an encoding of their own. */
const compareHigh: Form = (op) => {
  const [n, m] = [high(op), field(op, 3, 4)];
  return (n < 8 && m < 8) || n === PC || m === PC ? undefined : { n, m };
};
const moveHigh: Form = (op, address) => ({ d: high(op), ...anyRegister(op, address) });
const branchToRegister: Form = (op) =>
  field(op, 3, 4) === PC ? undefined : { m: field(op, 3, 4), it: InItBlock.LAST };

const literal: Form = (op, address) => ({ d: low(op, 8), imm: alignedPcAt(address) + 4 * (op & 0xff) });
const offset =
  (unit: 1 | 2 | 4): Form =>
  (op) => ({ d: low(op, 0), n: low(op, 3), imm: unit * field(op, 6, 5) });
const fromSp: Form = (op) => ({ d: low(op, 8), n: SP, imm: 4 * (op & 0xff) });
const adjustSp: Form = (op) => ({ d: SP, n: SP, imm: 4 * (op & 0x7f) });

const compareAndBranch: Form = (op, address) => ({
  n: low(op, 0),
  imm: pcAt(address) + ((field(op, 9, 1) << 6) | (field(op, 3, 5) << 1)),
  it: InItBlock.NEVER,
});

/** Empty lists are UNPREDICTABLE. Bit 8 is LR. */
const push: Form = (op) => {
  const list = (op & 0xff) | ((op & 0x100) << 6);
  return list === 0 ? undefined : { n: SP, d: SP, imm: list | ((-4 * countBits(list)) << 16) };
};
/** Bit 8 is the PC. */
const pop: Form = (op) => {
  const list = (op & 0xff) | ((op & 0x100) << 7);
  if (list === 0) return undefined;
  return { n: SP, d: SP, imm: list, it: list & (1 << PC) ? InItBlock.LAST : InItBlock.ANYWHERE };
};
const loadMultiple: Form = (op) => {
  const [n, list] = [low(op, 8), op & 0xff];
  return list === 0 ? undefined : { n, d: list & (1 << n) ? SINK : n, imm: list };
};
/** A base in the list stores an UNKNOWN value unless it comes first. */
const storeMultiple: Form = (op) => {
  const [n, list] = [low(op, 8), op & 0xff];
  const lowest = list & -list;
  return list === 0 || (list & (1 << n) && lowest !== 1 << n) ? undefined : { n, d: n, imm: list };
};

/** Condition 15 is none; 14 has no "else" (A7.7.38). */
const ifThen: Form = (op) => {
  const [condition, mask] = [field(op, 4, 4), op & 15];
  return condition === 15 || (condition === 14 && countBits(mask) !== 1)
    ? undefined
    : { imm: op & 0xff, it: InItBlock.NEVER };
};
/** im, I, F: one of the last two (B5.2.1). */
const changeState: Form = (op) => (op & 3 ? { imm: op & 0x13, it: InItBlock.NEVER } : undefined);
const conditionalBranch: Form = (op, address) => ({
  imm: pcAt(address) + 2 * signExtend(op & 0xff, 8),
  it: InItBlock.NEVER,
});
const branch: Form = (op, address) => ({ imm: pcAt(address) + 2 * signExtend(op & 0x7ff, 11), it: InItBlock.LAST });

const dataProcessing: readonly (readonly [Op, Form])[] = [
  [Op.ANDS, twoRegisters],
  [Op.EORS, twoRegisters],
  [Op.LSLS, twoRegisters],
  [Op.LSRS, twoRegisters],
  [Op.ASRS, twoRegisters],
  [Op.ADCS, twoRegisters],
  [Op.SBCS, twoRegisters],
  [Op.RORS, twoRegisters],
  [Op.TST, twoRegisters],
  [Op.RSBS, (op) => ({ d: low(op, 0), n: low(op, 3) })],
  [Op.CMP, twoRegisters],
  [Op.CMN, twoRegisters],
  [Op.ORRS, twoRegisters],
  [Op.MULS, twoRegisters],
  [Op.BICS, twoRegisters],
  [Op.MVNS, oneRegister],
];
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

/** 16-bit encodings, first match wins. ARMv7-M ARM (DDI 0403), A5.2; in its order. */
export const narrowRows: readonly Row[] = [
  // A5.2.1 Shift (immediate), add, subtract, move, and compare. MOVS between registers is not for IT blocks (A7.7.77 T2).
  [0xffc0, 0x0000, Op.MOVS, (op) => ({ ...oneRegister(op, 0), it: InItBlock.NEVER })],
  [0xf800, 0x0000, Op.MOVS, shift],
  [0xf800, 0x0800, Op.MOVS, shift],
  [0xf800, 0x1000, Op.MOVS, shift],
  [0xfe00, 0x1800, Op.ADDS, threeRegisters],
  [0xfe00, 0x1a00, Op.SUBS, threeRegisters],
  [0xfe00, 0x1c00, Op.ADDS, immediate3],
  [0xfe00, 0x1e00, Op.SUBS, immediate3],
  [0xf800, 0x2000, Op.MOVS, (op) => ({ d: low(op, 8), imm: op & 0xff })],
  [0xf800, 0x2800, Op.CMP, immediate8],
  [0xf800, 0x3000, Op.ADDS, immediate8],
  [0xf800, 0x3800, Op.SUBS, immediate8],
  // A5.2.2 Data processing.
  ...dataProcessing.map(([op, form], index): Row => [0xffc0, 0x4000 | (index << 6), op, form]),
  // A5.2.3 Special data instructions and branch and exchange.
  [0xff87, 0x4487, Op.JUMP, addToPc],
  [0xff87, 0x4485, Op.ADD, (op, address) => ({ ...addHigh(op, address), prefix: Op.TO_SP })],
  [0xff00, 0x4400, Op.ADD, addHigh],
  [0xff00, 0x4500, Op.CMP, compareHigh],
  [0xff87, 0x4687, Op.JUMP, (op, address) => ({ ...anyRegister(op, address), it: InItBlock.LAST })],
  [0xff87, 0x4685, Op.MOV, (op, address) => ({ ...moveHigh(op, address), prefix: Op.TO_SP })],
  [0xff00, 0x4600, Op.MOV, moveHigh],
  [0xff87, 0x4700, Op.BX, branchToRegister],
  [0xff87, 0x4780, Op.BLX, branchToRegister],
  // A5.2, Load from literal pool.
  [0xf800, 0x4800, Op.LDR, literal],
  // A5.2.4 Load/store single data item.
  ...[Op.STR, Op.STRH, Op.STRB, Op.LDRSB, Op.LDR, Op.LDRH, Op.LDRB, Op.LDRSH].map(
    (op, index): Row => [0xfe00, 0x5000 | (index << 9), op, threeRegisters],
  ),
  [0xf800, 0x6000, Op.STR, offset(4)],
  [0xf800, 0x6800, Op.LDR, offset(4)],
  [0xf800, 0x7000, Op.STRB, offset(1)],
  [0xf800, 0x7800, Op.LDRB, offset(1)],
  [0xf800, 0x8000, Op.STRH, offset(2)],
  [0xf800, 0x8800, Op.LDRH, offset(2)],
  [0xf800, 0x9000, Op.STR, fromSp],
  [0xf800, 0x9800, Op.LDR, fromSp],
  // A5.2, Generate PC-relative and SP-relative addresses.
  [0xf800, 0xa000, Op.MOV, literal],
  [0xf800, 0xa800, Op.ADD, fromSp],
  // A5.2.5 Miscellaneous 16-bit instructions. Unallocated hints execute as NOP.
  [0xff80, 0xb000, Op.ADD, adjustSp],
  [0xff80, 0xb080, Op.SUB, adjustSp],
  [0xfd00, 0xb100, Op.CBZ, compareAndBranch],
  [0xfd00, 0xb900, Op.CBNZ, compareAndBranch],
  [0xffc0, 0xb200, Op.SXTAH, oneRegister],
  [0xffc0, 0xb240, Op.SXTAB, oneRegister],
  [0xffc0, 0xb280, Op.UXTAH, oneRegister],
  [0xffc0, 0xb2c0, Op.UXTAB, oneRegister],
  [0xfe00, 0xb400, Op.STM, push],
  [0xffec, 0xb660, Op.CPS, changeState],
  [0xffc0, 0xba00, Op.REV, oneRegister],
  [0xffc0, 0xba40, Op.REV16, oneRegister],
  [0xffc0, 0xbac0, Op.REVSH, oneRegister],
  [0xfe00, 0xbc00, Op.LDM, pop],
  [0xff00, 0xbe00, Op.BKPT, (op) => ({ imm: op & 0xff })],
  [0xff0f, 0xbf00, Op.NOP, () => ({})],
  [0xff00, 0xbf00, Op.IT, ifThen],
  // A5.2, Store and load multiple registers.
  [0xf800, 0xc000, Op.STM, storeMultiple],
  [0xf800, 0xc800, Op.LDM, loadMultiple],
  // A5.2.6 Conditional branch, and supervisor call, which a bare core has nobody to answer.
  ...conditions.map((op, index): Row => [0xff00, 0xd000 | (index << 8), op, conditionalBranch]),
  [0xfe00, 0xde00, Op.UDF, () => ({})],
  // A5.2, Unconditional branch.
  [0xf800, 0xe000, Op.B, branch],
];
