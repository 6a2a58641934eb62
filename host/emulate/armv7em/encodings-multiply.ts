import { Op } from './interpreter.ts';
import { kinds, setsGreaterOrEqual, shapes } from './parallel.ts';
import { type Form, isSpOrPc, PC, type Row, rd, rm, rn, rt, SP } from './rows.ts';

const threeRegisters: Form = (word) =>
  isSpOrPc(rd(word), rn(word), rm(word)) ? undefined : { d: rd(word), n: rn(word), m: rm(word) };
/** Without Ra (15) the product is added to 0. */
const accumulate: Form = (word, address) => {
  const registers = threeRegisters(word, address);
  if (!registers || rt(word) === SP) return undefined;
  return rt(word) === PC ? registers : { ...registers, a: rt(word) };
};
const accumulateAlways: Form = (word, address) => (rt(word) === PC ? undefined : accumulate(word, address));
/** N (bit 5) and M (bit 4) take the upper half of n and m: imm and shift of 0 instead of 16. */
const halves = (word: number) => ({ imm: word & 0x20 ? 0 : 16, shift: word & 0x10 ? 0 : 16 });
const accumulateHalves: Form = (word, address) => {
  const registers = accumulate(word, address);
  return registers && { ...registers, ...halves(word) };
};
const accumulateByHalf: Form = (word, address) => {
  const registers = accumulate(word, address);
  return registers && { ...registers, shift: halves(word).shift };
};
const long: Form = (word) => {
  const [low, high] = [rt(word), rd(word)];
  return isSpOrPc(low, high, rn(word), rm(word)) || low === high
    ? undefined
    : { d: low, a: high, n: rn(word), m: rm(word) };
};
const longHalves: Form = (word, address) => {
  const registers = long(word, address);
  return registers && { ...registers, ...halves(word) };
};
const divide: Form = (word, address) => (rt(word) === PC ? threeRegisters(word, address) : undefined);

/** The kind of sum is in bits 6 to 4, its shape in 22 to 20. */
const parallelRows = Object.keys(kinds).flatMap((kind) =>
  Object.keys(shapes).map((shape): Row => {
    const [k, s] = [Number(kind), Number(shape)];
    const form: Form = (word, address) => {
      const registers = threeRegisters(word, address);
      return registers && { ...registers, a: s, imm: k };
    };
    const op = setsGreaterOrEqual(k) ? Op.PARALLEL_GE : Op.PARALLEL;
    return [0xfff0_f0f0, (0xfa80_f000 | (s << 20) | (k << 4)) >>> 0, op, form];
  }),
);

/** ARMv7-M ARM (DDI 0403), A5.3.13, A5.3.14, A5.3.16, A5.3.17; first match wins. */
export const multiplyRows: readonly Row[] = [
  // A5.3.13, A5.3.14 Parallel addition and subtraction, signed and unsigned.
  ...parallelRows,
  // A5.3.16 Multiply, multiply accumulate, and absolute difference.
  [0xfff0_f0f0, 0xfb00_f000, Op.MUL, threeRegisters],
  [0xfff0_00f0, 0xfb00_0000, Op.MLA, accumulate],
  [0xfff0_00f0, 0xfb00_0010, Op.MLS, accumulateAlways],
  [0xfff0_00c0, 0xfb10_0000, Op.SMLA, accumulateHalves],
  [0xfff0_00f0, 0xfb20_0000, Op.SMLAD, accumulate],
  [0xfff0_00f0, 0xfb20_0010, Op.SMLADX, accumulate],
  [0xfff0_00e0, 0xfb30_0000, Op.SMLAW, accumulateByHalf],
  [0xfff0_00f0, 0xfb40_0000, Op.SMLSD, accumulate],
  [0xfff0_00f0, 0xfb40_0010, Op.SMLSDX, accumulate],
  [0xfff0_00f0, 0xfb50_0000, Op.SMMLA, accumulate],
  [0xfff0_00f0, 0xfb50_0010, Op.SMMLAR, accumulate],
  [0xfff0_00f0, 0xfb60_0000, Op.SMMLS, accumulateAlways],
  [0xfff0_00f0, 0xfb60_0010, Op.SMMLSR, accumulateAlways],
  [0xfff0_00f0, 0xfb70_0000, Op.USADA8, accumulate],
  // A5.3.17 Long multiply, long multiply accumulate, and divide.
  [0xfff0_00f0, 0xfb80_0000, Op.SMULL, long],
  [0xfff0_00f0, 0xfb90_00f0, Op.SDIV, divide],
  [0xfff0_00f0, 0xfba0_0000, Op.UMULL, long],
  [0xfff0_00f0, 0xfbb0_00f0, Op.UDIV, divide],
  [0xfff0_00f0, 0xfbc0_0000, Op.SMLAL, long],
  [0xfff0_00c0, 0xfbc0_0080, Op.SMLALXY, longHalves],
  [0xfff0_00f0, 0xfbc0_00c0, Op.SMLALD, long],
  [0xfff0_00f0, 0xfbc0_00d0, Op.SMLALDX, long],
  [0xfff0_00f0, 0xfbd0_00c0, Op.SMLSLD, long],
  [0xfff0_00f0, 0xfbd0_00d0, Op.SMLSLDX, long],
  [0xfff0_00f0, 0xfbe0_0000, Op.UMLAL, long],
  [0xfff0_00f0, 0xfbe0_0060, Op.UMAAL, long],
];
