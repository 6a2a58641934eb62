import { Op } from './interpreter.ts';
import { expandImmediate } from './modified-immediate.ts';
import { KEEPS_CARRY } from './operands.ts';
import {
  alignedPcAt,
  type Decoded,
  type Form,
  immediate5,
  immediate12,
  isSpOrPc,
  PC,
  type Row,
  rd,
  rm,
  rn,
  SP,
  shiftedRegister,
  withFlags,
} from './rows.ts';

/** Which of rd and rn an instruction may have. */
type Allowed = (d: number, n: number) => boolean;
const neither: Allowed = (d, n) => !isSpOrPc(d, n);
/** Additions and subtractions move the stack pointer, from itself only (A7.7.5, A7.7.6, A7.7.176, A7.7.177). */
const movesSp: Allowed = (d, n) => d !== PC && n !== PC && (d !== SP || n === SP);
const tests: Allowed = (_, n) => !isSpOrPc(n);
/** Comparisons take the stack pointer (A7.7.25 to A7.7.28). */
const compares: Allowed = (_, n) => n !== PC;
const moves: Allowed = (d) => !isSpOrPc(d);

interface Operation {
  /** Bits 24 to 21 of the encoding. */
  readonly code: number;
  readonly op: Op;
  readonly allowed: Allowed;
  readonly isLogical: boolean;
}
const operation = (code: number, op: Op, allowed: Allowed, isLogical: boolean): Operation => ({
  code,
  op,
  allowed,
  isLogical,
});
/** Discard their result: Rd is 15 and S is set. */
const comparisons = [
  operation(0, Op.TST, tests, true),
  operation(4, Op.TEQ, tests, true),
  operation(8, Op.CMN, compares, false),
  operation(13, Op.CMP, compares, false),
];
/** Have no first operand: Rn is 15. */
const unaries = [operation(2, Op.MOV, moves, true), operation(3, Op.MVN, moves, true)];
const binaries = [
  operation(0, Op.AND, neither, true),
  operation(1, Op.BIC, neither, true),
  operation(2, Op.ORR, neither, true),
  operation(3, Op.ORN, neither, true),
  operation(4, Op.EOR, neither, true),
  operation(8, Op.ADD, movesSp, false),
  operation(10, Op.ADC, neither, false),
  operation(11, Op.SBC, neither, false),
  operation(13, Op.SUB, movesSp, false),
  operation(14, Op.RSB, neither, false),
];

const registersOf = (word: number, code: number): Decoded => {
  const isUnary = (code === 2 || code === 3) && rn(word) === PC;
  return isUnary ? { d: rd(word) } : { d: rd(word), n: rn(word) };
};

const modifiedImmediate =
  ({ code, allowed, isLogical }: Operation): Form =>
  (word) => {
    const expanded = expandImmediate(immediate12(word));
    if (!expanded || !allowed(rd(word), rn(word))) return undefined;
    if (rd(word) === SP && (expanded.value & 3) !== 0) return undefined;
    return {
      ...registersOf(word, code),
      imm: expanded.value,
      carry: isLogical ? expanded.carry : KEEPS_CARRY,
    };
  };

const withShift =
  ({ code, allowed, isLogical }: Operation, setsFlags: boolean): Form =>
  (word) => {
    const [type, amount] = [(word >>> 4) & 3, immediate5(word)];
    if (isSpOrPc(rm(word)) || !allowed(rd(word), rn(word))) return undefined;
    const operand = shiftedRegister(type, amount, rm(word), isLogical && setsFlags);
    const registers = registersOf(word, code);
    if (rd(word) !== SP) return { ...registers, ...operand };
    return type === 0 && amount <= 3 ? { ...registers, ...operand, prefix: Op.TO_SP } : undefined;
  };

/** MOV between registers may write or read the stack pointer, unless it sets the flags (A7.7.77 T3). */
const moveRegister =
  (setsFlags: boolean): Form =>
  (word) => {
    const [d, m] = [rd(word), rm(word)];
    if (d === PC || m === PC || (setsFlags && isSpOrPc(d, m)) || (d === SP && m === SP)) return undefined;
    return d === SP ? { d, m, prefix: Op.TO_SP } : { d, m };
  };

const plainAdd: Form = (word) => {
  const [d, n, imm] = [rd(word), rn(word), immediate12(word)];
  return movesSp(d, n) && (d !== SP || imm % 4 === 0) ? { d, n, imm } : undefined;
};
const relativeToPc =
  (sign: 1 | -1): Form =>
  (word, address) =>
    isSpOrPc(rd(word)) ? undefined : { d: rd(word), imm: (alignedPcAt(address) + sign * immediate12(word)) | 0 };
const immediate16 = (word: number): number => (rn(word) << 12) | immediate12(word);

const insert: Form = (word) => {
  const [d, n, lsb, msb] = [rd(word), rn(word), immediate5(word), word & 31];
  if (isSpOrPc(d) || n === SP || msb < lsb) return undefined;
  const mask = (-1 >>> (31 - msb + lsb)) << lsb;
  // BFC: the field becomes 0.
  return n === PC ? { d, imm: mask } : { d, n, shift: lsb, imm: mask };
};
const extract: Form = (word) => {
  const [lsb, width] = [immediate5(word), (word & 31) + 1];
  if (isSpOrPc(rd(word), rn(word)) || lsb + width > 32) return undefined;
  return { d: rd(word), n: rn(word), shift: 32 - lsb - width, imm: 32 - width };
};
/** The operand in m, the position in n. Bit 21 says ASR; by 0 that would be the encoding for halves. */
const saturate: Form = (word) => {
  const [type, amount] = [(word >>> 20) & 2, immediate5(word)];
  if (isSpOrPc(rd(word), rn(word)) || (type !== 0 && amount === 0)) return undefined;
  return { d: rd(word), ...shiftedRegister(type, amount, rn(word), false), n: word & 31 };
};
const saturateHalves: Form = (word) =>
  isSpOrPc(rd(word), rn(word)) ? undefined : { d: rd(word), m: rn(word), n: word & 15 };

const threeRegisters: Form = (word) =>
  isSpOrPc(rd(word), rn(word), rm(word)) ? undefined : { d: rd(word), n: rn(word), m: rm(word) };
/** ROR #8, #16 or #24. Rn 15 is none. */
const extend: Form = (word) => {
  const [d, n, m, rotation] = [rd(word), rn(word), rm(word), 8 * ((word >>> 4) & 3)];
  if (isSpOrPc(d, m) || n === SP) return undefined;
  return {
    d,
    ...(n !== PC && { n }),
    ...(rotation === 0 ? { m } : shiftedRegister(3, rotation, m, false)),
  };
};
/** Rm stands twice. */
const unary: Form = (word) =>
  isSpOrPc(rd(word), rm(word)) || rn(word) !== rm(word) ? undefined : { d: rd(word), m: rm(word) };

const inTwo = (op: Op, value: number, shift: number): Row => [0xfff0_f0f0, (value | (shift << 4)) >>> 0, op, unary];

/** ARMv7-M ARM (DDI 0403), A5.3.1, A5.3.3, A5.3.11, A5.3.12, A5.3.15; first match wins. */
export const dataRows: readonly Row[] = [
  // A5.3.1 Data processing (modified immediate).
  ...comparisons.map((o): Row => [0xfbf0_8f00, (0xf010_0f00 | (o.code << 21)) >>> 0, o.op, modifiedImmediate(o)]),
  ...unaries.flatMap((o) =>
    withFlags(0xfbef_8000, (0xf00f_0000 | (o.code << 21)) >>> 0, o.op, () => modifiedImmediate(o)),
  ),
  ...binaries.flatMap((o) =>
    withFlags(0xfbe0_8000, (0xf000_0000 | (o.code << 21)) >>> 0, o.op, () => modifiedImmediate(o)),
  ),
  // A5.3.3 Data processing (plain binary immediate).
  [0xfbff_8000, 0xf20f_0000, Op.MOV, relativeToPc(1)],
  [0xfbf0_8000, 0xf200_0000, Op.ADD, plainAdd],
  [
    0xfbf0_8000,
    0xf240_0000,
    Op.MOV,
    (word) => (isSpOrPc(rd(word)) ? undefined : { d: rd(word), imm: immediate16(word) }),
  ],
  [0xfbff_8000, 0xf2af_0000, Op.MOV, relativeToPc(-1)],
  [0xfbf0_8000, 0xf2a0_0000, Op.SUB, plainAdd],
  [
    0xfbf0_8000,
    0xf2c0_0000,
    Op.MOVT,
    (word) => (isSpOrPc(rd(word)) ? undefined : { d: rd(word), imm: immediate16(word) << 16 }),
  ],
  [0xfff0_f0f0, 0xf320_0000, Op.SSAT16, saturateHalves],
  [0xffd0_8020, 0xf300_0000, Op.SSAT, saturate],
  [0xfff0_8020, 0xf340_0000, Op.SBFX, extract],
  [0xfff0_8020, 0xf360_0000, Op.BFI, insert],
  [0xfff0_f0f0, 0xf3a0_0000, Op.USAT16, saturateHalves],
  [0xffd0_8020, 0xf380_0000, Op.USAT, saturate],
  [0xfff0_8020, 0xf3c0_0000, Op.UBFX, extract],
  // A5.3.11 Data processing (shifted register).
  ...comparisons.map((o): Row => [0xfff0_8f00, (0xea10_0f00 | (o.code << 21)) >>> 0, o.op, withShift(o, true)]),
  ...withFlags(0xffef_f0f0, 0xea4f_0000, Op.MOV, moveRegister),
  ...unaries.flatMap((o) =>
    withFlags(0xffef_8000, (0xea0f_0000 | (o.code << 21)) >>> 0, o.op, (setsFlags) => withShift(o, setsFlags)),
  ),
  ...binaries.flatMap((o) =>
    withFlags(0xffe0_8000, (0xea00_0000 | (o.code << 21)) >>> 0, o.op, (setsFlags) => withShift(o, setsFlags)),
  ),
  [
    0xfff0_8030,
    0xeac0_0000,
    Op.PKHBT,
    (word) => threeRegisters(word, 0) && { ...threeRegisters(word, 0), shift: immediate5(word) },
  ],
  [
    0xfff0_8030,
    0xeac0_0020,
    Op.PKHTB,
    (word) =>
      threeRegisters(word, 0) && {
        ...threeRegisters(word, 0),
        ...shiftedRegister(2, immediate5(word), rm(word), false),
      },
  ],
  // A5.3.12 Data processing (register).
  ...[Op.LSL, Op.LSR, Op.ASR, Op.ROR].flatMap((op, index) =>
    withFlags(0xffe0_f0f0, (0xfa00_f000 | (index << 21)) >>> 0, op, () => threeRegisters),
  ),
  ...[Op.SXTAH, Op.UXTAH, Op.SXTAB16, Op.UXTAB16, Op.SXTAB, Op.UXTAB].map(
    (op, index): Row => [0xfff0_f0c0, (0xfa00_f080 | (index << 20)) >>> 0, op, extend],
  ),
  // A5.3.15 Miscellaneous operations. Of the saturating sums, Rm is the first operand.
  [0xfff0_f0f0, 0xfa80_f080, Op.QADD, threeRegisters],
  [0xfff0_f0f0, 0xfa80_f090, Op.QDADD, threeRegisters],
  [0xfff0_f0f0, 0xfa80_f0a0, Op.QSUB, threeRegisters],
  [0xfff0_f0f0, 0xfa80_f0b0, Op.QDSUB, threeRegisters],
  inTwo(Op.REV, 0xfa90_f080, 0),
  inTwo(Op.REV16, 0xfa90_f080, 1),
  inTwo(Op.RBIT, 0xfa90_f080, 2),
  inTwo(Op.REVSH, 0xfa90_f080, 3),
  [0xfff0_f0f0, 0xfaa0_f080, Op.SEL, threeRegisters],
  inTwo(Op.CLZ, 0xfab0_f080, 0),
];
