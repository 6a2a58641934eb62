/** Behind r0 to r14 in the register array: always 0. An absent operand reads it, so one operation serves several encodings. */
export const ZERO = 16;
/** Behind it: nobody reads it. A result that an encoding discards goes there. */
export const SINK = 17;

/** C as an operand leaves it, or `KEEPS_CARRY`. */
export type Carry = 0 | 1 | 2;
export const KEEPS_CARRY = 2;

/** Where an instruction may stand in an IT block (ARMv7-M ARM, A7.3.3). */
export enum InItBlock {
  ANYWHERE,
  LAST,
  NEVER,
}

/**
 * What the decoder makes of an encoding: operands that no longer depend on it. Every operation has `y` = (Rm << shift) + imm
 * for its second operand or its offset; addresses relative to the PC are already absolute.
 */
export interface Operands {
  readonly d?: number;
  readonly n?: number;
  readonly m?: number;
  /** The fourth register: Ra, RdHi or Rt2. */
  readonly a?: number;
  readonly shift?: number;
  readonly imm?: number;
  readonly carry?: Carry;
  readonly it?: InItBlock;
}
