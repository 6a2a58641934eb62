import { Op } from './interpreter.ts';
import type { Operands } from './operands.ts';

export interface Decoded extends Operands {
  /** What is executed instead of the row's operation. */
  readonly op?: Op;
  /** What is executed before the operation. */
  readonly prefix?: Op;
}

/** Operands of an encoding at an address; undefined where it is UNPREDICTABLE. A 32-bit one has its first halfword on top. */
export type Form = (word: number, address: number) => Decoded | undefined;

export type Row = readonly [mask: number, value: number, op: Op, form: Form];

/** A row and the same with S, which the flag-setting twin of the operation executes. */
export const withFlags = (
  mask: number,
  value: number,
  op: Op,
  form: (setsFlags: boolean) => Form,
  s = 1 << 20,
): readonly Row[] => [
  [(mask | s) >>> 0, value, op, form(false)],
  [(mask | s) >>> 0, (value | s) >>> 0, (op + 1) as Op, form(true)],
];

/** Registers of a 32-bit encoding where most have them. */
export const rn = (word: number): number => (word >>> 16) & 15;
export const rt = (word: number): number => (word >>> 12) & 15;
export const rd = (word: number): number => (word >>> 8) & 15;
export const rm = (word: number): number => word & 15;

export const SP = 13;
export const PC = 15;
/** Most registers of 32-bit encodings may be neither (A5.1.2, A5.1.3). */
export const isSpOrPc = (...registers: readonly number[]): boolean =>
  registers.some((register) => register === SP || register === PC);

/** i:imm3:imm8 */
export const immediate12 = (word: number): number => ((word >>> 15) & 0x800) | ((word >>> 4) & 0x700) | (word & 0xff);
/** imm3:imm2 */
export const immediate5 = (word: number): number => ((word >>> 10) & 0x1c) | ((word >>> 6) & 3);

export const signExtend = (value: number, bits: number): number => (value << (32 - bits)) >> (32 - bits);

/** What the PC reads as. */
export const pcAt = (address: number): number => (address + 4) | 0;
export const alignedPcAt = (address: number): number => (address + 4) & ~3;

/** Operands of a shift by a constant (A7.4.2: DecodeImmShift); `needsCarry` where C becomes the last bit shifted out. */
export const shiftedRegister = (type: number, amount: number, m: number, needsCarry: boolean): Decoded => {
  const prefix = [Op.SHIFTED_LSL, Op.SHIFTED_LSR, Op.SHIFTED_ASR, amount === 0 ? Op.SHIFTED_RRX : Op.SHIFTED_ROR][type];
  if (type === 0 && (amount === 0 || !needsCarry)) return { m, shift: amount };
  return { m, shift: amount, prefix: prefix as Op };
};
