import { hex32 } from '../../../units.ts';
import {
  farTarget,
  registerList,
  registerName,
  type Symbolize,
  signed,
  specialRegister,
  target,
} from '../disassembly.ts';

/** A 32-bit instruction: its first halfword on top. */
export interface Fields {
  readonly word: number;
  readonly address: number;
  readonly name: Symbolize;
}

const bits = (word: number, at: number, count: number): number => (word >>> at) & (2 ** count - 1);
const register =
  (at: number) =>
  ({ word }: Fields): string =>
    registerName(bits(word, at, 4));
/** imm3:imm2, and i:imm3:imm8. */
const imm5 = (word: number): number => (bits(word, 12, 3) << 2) | bits(word, 6, 2);
const imm12 = (word: number): number => (bits(word, 26, 1) << 11) | (bits(word, 12, 3) << 8) | (word & 0xff);

/** ThumbExpandImm (A5.3.2). */
const modified = (word: number): number => {
  const field = imm12(word);
  const [pattern, rotation, lead] = [field >>> 8, field >>> 7, 0x80 | (field & 0x7f)];
  if (pattern > 3) return ((lead >>> rotation) | (lead << (32 - rotation))) >>> 0;
  return (field & 0xff) * ([0x1, 0x1_0001, 0x100_0100, 0x101_0101][pattern] as number);
};
const number = (value: number): string => (value > 0xffff ? `#0x${value.toString(16)}` : `#${value}`);

const shift = (type: number, amount: number): string =>
  amount === 0
    ? (['', ', lsr #32', ', asr #32', ', rrx'][type] as string)
    : `, ${['lsl', 'lsr', 'asr', 'ror'][type]} #${amount}`;
/** Whether an offset is added: U, which stands in two places. */
const offset = (isAdded: number, amount: number): string => `#${isAdded ? '' : '-'}${amount}`;
const literal = (word: number, address: number, amount: number): string => {
  const isAdded = bits(word, 23, 1);
  return `[pc, ${offset(isAdded, amount)}] ; ${hex32(((address + 4) & ~3) + (isAdded ? amount : -amount))}`;
};
/** S:J2:J1:imm6:imm11:0 (A7.7.12 T3). */
const nearOffset = (word: number): number => {
  const upper = (bits(word, 26, 1) << 20) | (bits(word, 11, 1) << 19) | (bits(word, 13, 1) << 18);
  return signed(upper | (bits(word, 16, 6) << 12) | (bits(word, 0, 11) << 1), 21);
};

/** What stands for each name in braces of `disassembly-rows.ts`; ARMv7-M ARM (DDI 0403), chapter A7. */
export const fields: Readonly<Record<string, (f: Fields) => string>> = {
  d: register(8),
  n: register(16),
  t: register(12),
  m: register(0),
  s: ({ word }) => (bits(word, 20, 1) ? 's' : ''),
  modified: ({ word }) => number(modified(word)),
  imm12: ({ word }) => `#${imm12(word)}`,
  imm16: ({ word }) => `#${(bits(word, 16, 4) << 12) | imm12(word)}`,
  shift: ({ word }) => shift(bits(word, 4, 2), imm5(word)),
  // Bit 21 says ASR.
  saturationShift: ({ word }) => shift(bits(word, 20, 2) & 2, imm5(word)),
  rotation: ({ word }) => (bits(word, 4, 2) ? `, ror #${8 * bits(word, 4, 2)}` : ''),
  scale: ({ word }) => (bits(word, 4, 2) ? `, lsl #${bits(word, 4, 2)}` : ''),
  // LSR and ASR by 32 are encoded as by 0.
  amount: ({ word }) => `#${imm5(word) || 32}`,
  lsb: ({ word }) => `#${imm5(word)}`,
  width: ({ word }) => `#${bits(word, 0, 5) + 1}`,
  span: ({ word }) => `#${bits(word, 0, 5) + 1 - imm5(word)}`,
  limit: ({ word }) => `#${bits(word, 0, 5)}`,
  halves: ({ word }) => `${bits(word, 5, 1) ? 't' : 'b'}${bits(word, 4, 1) ? 't' : 'b'}`,
  half: ({ word }) => (bits(word, 4, 1) ? 't' : 'b'),
  x: ({ word }) => (bits(word, 4, 1) ? 'x' : ''),
  r: ({ word }) => (bits(word, 4, 1) ? 'r' : ''),
  offset12: ({ word }) => `#${word & 0xfff}`,
  offset8: ({ word }) => `#${word & 0xff}`,
  indexed8: ({ word }) => offset(bits(word, 9, 1), word & 0xff),
  words8: ({ word }) => offset(bits(word, 23, 1), 4 * (word & 0xff)),
  literal: ({ word, address }) => literal(word, address, word & 0xfff),
  literalWords: ({ word, address }) => literal(word, address, 4 * (word & 0xff)),
  writeBack: ({ word }) => (bits(word, 21, 1) ? '!' : ''),
  list: ({ word }) => registerList(word & 0xffff),
  near: ({ word, address, name }) => target((address + 4 + nearOffset(word)) >>> 0, name),
  far: ({ word, address, name }) => target(farTarget(word >>> 16, word & 0xffff, address), name),
  special: ({ word }) => specialRegister(word & 0xff),
  code: ({ word }) => `#${(bits(word, 16, 4) << 12) | (word & 0xfff)}`,
};
