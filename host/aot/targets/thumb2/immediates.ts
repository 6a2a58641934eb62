/**
 * The twelve bits i:imm3:imm8 of a modified immediate (ARMv7-M ARM, A5.3.2), or undefined: a byte, the same byte in two or
 * four places, or eight bits led by a one anywhere in the word.
 */
export const modifiedImmediate = (value: number): number | undefined => {
  const word = value >>> 0;
  const byte = word & 0xff;
  if (word === byte) return byte;
  if (word === byte * 0x0001_0001) return 0x100 | byte;
  if (word === (byte * 0x0101_0101) >>> 0) return 0x300 | byte;
  const second = (word >>> 8) & 0xff;
  if (word === (second * 0x0100_0100) >>> 0) return 0x200 | second;
  const lead = Math.clz32(word);
  const eight = (word << lead) >>> 24;
  // The byte 1bcdefgh rotated right by 8 to 31: by its leading one, rotation = lead + 8.
  if ((eight << (24 - lead)) >>> 0 !== word) return undefined;
  return ((lead + 8) << 7) | (eight & 0x7f);
};

/** Ones from bit 0 up: their number, or undefined. */
export const lowMask = (value: number): number | undefined => {
  const word = value >>> 0;
  return word !== 0 && (word & (word + 1)) === 0 ? 32 - Math.clz32(word) : undefined;
};
