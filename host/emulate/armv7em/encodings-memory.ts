import { Op } from './interpreter.ts';
import { InItBlock, SINK } from './operands.ts';
import { alignedPcAt, type Decoded, type Form, isSpOrPc, PC, type Row, rm, rn, rt, SP } from './rows.ts';

/** Which registers a transfer may have, and what it becomes for SP and PC. */
type Transfer = (t: number) => Decoded | undefined;

const wordLoad: Transfer = (t) => {
  if (t === PC) return { d: t, op: Op.LDR_PC, it: InItBlock.LAST };
  return t === SP ? { d: t, op: Op.LDR_SP } : { d: t };
};
const wordStore: Transfer = (t) => (t === PC ? undefined : { d: t });
/** Of bytes, halfwords, and of all unprivileged accesses. */
const generalTransfer: Transfer = (t) => (isSpOrPc(t) ? undefined : { d: t });

/** Literals. U is bit 23. */
const literal =
  (transfer: Transfer): Form =>
  (word, address) => {
    const registers = transfer(rt(word));
    const offset = word & 0x80_0000 ? word & 0xfff : -(word & 0xfff);
    return registers && { ...registers, imm: (alignedPcAt(address) + offset) | 0 };
  };
const offset12 =
  (transfer: Transfer): Form =>
  (word) => {
    const registers = transfer(rt(word));
    return registers && { ...registers, n: rn(word), imm: word & 0xfff };
  };
const registerOffset =
  (transfer: Transfer): Form =>
  (word) => {
    const registers = transfer(rt(word));
    return registers && !isSpOrPc(rm(word))
      ? { ...registers, n: rn(word), m: rm(word), shift: (word >>> 4) & 3 }
      : undefined;
  };
const negativeOffset8 =
  (transfer: Transfer): Form =>
  (word) => {
    const registers = transfer(rt(word));
    return registers && { ...registers, n: rn(word), imm: -(word & 0xff) };
  };
const unprivileged: Form = (word) => {
  const registers = generalTransfer(rt(word));
  return registers && { ...registers, n: rn(word), imm: word & 0xff };
};
/** The base may not be transferred; the stack pointer moves by words. */
const indexed =
  (transfer: Transfer, prefix: Op): Form =>
  (word) => {
    const registers = transfer(rt(word));
    const imm = word & 0x200 ? word & 0xff : -(word & 0xff);
    if (!registers || rn(word) === rt(word) || (rn(word) === SP && imm % 4 !== 0)) return undefined;
    return { ...registers, n: rn(word), imm, prefix };
  };

/** All addressing modes but literals; `value` has the first halfword of the register form. */
const single = (value: number, op: Op, transfer: Transfer): Row[] => [
  [0xfff0_0000, (value | 0x80_0000) >>> 0, op, offset12(transfer)],
  [0xfff0_0fc0, value, op, registerOffset(transfer)],
  [0xfff0_0f00, (value | 0xc00) >>> 0, op, negativeOffset8(transfer)],
  [0xfff0_0f00, (value | 0xe00) >>> 0, op, unprivileged],
  [0xfff0_0d00, (value | 0xd00) >>> 0, op, indexed(transfer, Op.PRE_INDEXED)],
  [0xfff0_0d00, (value | 0x900) >>> 0, op, indexed(transfer, Op.POST_INDEXED)],
];

/** Loads of bytes and halfwords to the PC are hints, allocated or not: all execute as NOP. */
const hints = (value: number): Row[] => {
  const none: Form = () => ({});
  return [
    [0xff7f_f000, (value | 0xf_f000) >>> 0, Op.NOP, none],
    [0xfff0_f000, (value | 0x80_f000) >>> 0, Op.NOP, none],
    [0xfff0_ff00, (value | 0xfc00) >>> 0, Op.NOP, none],
    [0xfff0_ffc0, (value | 0xf000) >>> 0, Op.NOP, (word) => (isSpOrPc(rm(word)) ? undefined : {})],
  ];
};

const loads = [
  [0xf810_0000, Op.LDRB],
  [0xf830_0000, Op.LDRH],
  [0xf910_0000, Op.LDRSB],
  [0xf930_0000, Op.LDRSH],
] as const;

const countBits = (list: number): number => list.toString(2).replaceAll('0', '').length;
/** At least two registers, never SP; bit 21 writes the base back, which may then not be in the list. */
const multiple =
  (isLoad: boolean, isDecrementing: boolean): Form =>
  (word) => {
    const [n, list, writesBack] = [rn(word), word & 0xffff, (word & 0x20_0000) !== 0];
    const count = countBits(list);
    const loadsPc = (list & (1 << PC)) !== 0;
    if (n === PC || count < 2 || (list & (1 << SP)) !== 0) return undefined;
    if (loadsPc && (!isLoad || (list & (1 << 14)) !== 0)) return undefined;
    if (writesBack && (list & (1 << n)) !== 0) return undefined;
    return {
      n,
      d: writesBack ? n : SINK,
      imm: list | ((isDecrementing ? -4 * count : 0) << 16),
      it: loadsPc ? InItBlock.LAST : InItBlock.ANYWHERE,
    };
  };

/** Two words. Bits 24, 23 and 21 are P, U and W; the stack pointer moves by words as all offsets do. */
const dual =
  (isLoad: boolean, prefix?: Op): Form =>
  (word, address) => {
    const [n, t, t2] = [rn(word), rt(word), (word >>> 8) & 15];
    const offset = (word & 0x80_0000 ? 4 : -4) * (word & 0xff);
    if (isSpOrPc(t, t2) || (isLoad && t === t2)) return undefined;
    if (prefix === undefined && isLoad && n === PC) return { d: t, a: t2, imm: (alignedPcAt(address) + offset) | 0 };
    if (n === PC || (prefix !== undefined && (n === t || n === t2))) return undefined;
    return { d: t, a: t2, n, imm: offset, ...(prefix !== undefined && { prefix }) };
  };

/** From the PC, the table follows the instruction. */
const tableBranch: Form = (word, address) => {
  const [n, m] = [rn(word), rm(word)];
  if (n === SP || isSpOrPc(m)) return undefined;
  const shift = (word >>> 4) & 1;
  return { m, shift, it: InItBlock.LAST, ...(n === PC ? { imm: address + 4 } : { n }) };
};

/** ARMv7-M ARM (DDI 0403), A5.3.5 to A5.3.10; first match wins. Exclusive accesses are left out. */
export const memoryRows: readonly Row[] = [
  // A5.3.5 Load multiple and store multiple.
  [0xffd0_0000, 0xe880_0000, Op.STM, multiple(false, false)],
  [0xffd0_0000, 0xe890_0000, Op.LDM, multiple(true, false)],
  [0xffd0_0000, 0xe900_0000, Op.STM, multiple(false, true)],
  [0xffd0_0000, 0xe910_0000, Op.LDM, multiple(true, true)],
  // A5.3.6 Load/store dual or exclusive, table branch.
  [0xfff0_fff0, 0xe8d0_f000, Op.TBB, tableBranch],
  [0xfff0_fff0, 0xe8d0_f010, Op.TBH, tableBranch],
  [0xff70_0000, 0xe940_0000, Op.STRD, dual(false)],
  [0xff70_0000, 0xe960_0000, Op.STRD, dual(false, Op.PRE_INDEXED)],
  [0xff70_0000, 0xe860_0000, Op.STRD, dual(false, Op.POST_INDEXED)],
  [0xff70_0000, 0xe950_0000, Op.LDRD, dual(true)],
  [0xff70_0000, 0xe970_0000, Op.LDRD, dual(true, Op.PRE_INDEXED)],
  [0xff70_0000, 0xe870_0000, Op.LDRD, dual(true, Op.POST_INDEXED)],
  // A5.3.7 Load word.
  [0xff7f_0000, 0xf85f_0000, Op.LDR, literal(wordLoad)],
  ...single(0xf850_0000, Op.LDR, wordLoad),
  // A5.3.8, A5.3.9 Load halfword, load byte, memory hints.
  ...loads.flatMap(([value, op]): Row[] => [
    ...hints(value),
    [0xff7f_0000, (value | 0xf_0000) >>> 0, op, literal(generalTransfer)],
    ...single(value, op, generalTransfer),
  ]),
  // A5.3.10 Store single data item; from the PC it is UNDEFINED.
  [0xff1f_0000, 0xf80f_0000, Op.UDF, () => undefined],
  ...single(0xf800_0000, Op.STRB, generalTransfer),
  ...single(0xf820_0000, Op.STRH, generalTransfer),
  ...single(0xf840_0000, Op.STR, wordStore),
];
