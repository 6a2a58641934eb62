import { type Carry, KEEPS_CARRY } from './operands.ts';

/**
 * The constant of a 12-bit field i:imm3:imm8, and C behind it; undefined where the pattern is UNPREDICTABLE.
 * ARMv7-M ARM (DDI 0403), A5.3.2: ThumbExpandImm_C.
 */
export const expandImmediate = (field: number): { readonly value: number; readonly carry: Carry } | undefined => {
  const byte = field & 0xff;
  if (field >>> 10 !== 0) {
    const unrotated = 0x80 | (field & 0x7f);
    const rotation = field >>> 7;
    const value = (unrotated >>> rotation) | (unrotated << (32 - rotation));
    return { value, carry: (value >>> 31) as Carry };
  }
  const pattern = field >>> 8;
  if (pattern !== 0 && byte === 0) return undefined;
  return { value: Math.imul(byte, [0x1, 0x1_0001, 0x100_0100, 0x101_0101][pattern] as number), carry: KEEPS_CARRY };
};
