import { saturateSigned, saturateUnsigned } from './saturate.ts';

// Parallel addition and subtraction: ARMv7-M ARM (DDI 0403), A5.3.13, A5.3.14. Shape and kind are the encoding's own fields.

/** What is done to the lanes of two words; ASX and SAX exchange the halves of the second. */
export const shapes: Readonly<Record<number, string>> = {
  0: 'add8',
  1: 'add16',
  2: 'asx',
  4: 'sub8',
  5: 'sub16',
  6: 'sax',
};
/** What becomes of each sum: cut, saturated or halved. */
export const kinds: Readonly<Record<number, string>> = { 0: 's', 1: 'q', 2: 'sh', 4: 'u', 5: 'uq', 6: 'uh' };
const [ASX, SUB8, SAX] = [2, 4, 6];
const [Q, UNSIGNED, UQ] = [1, 4, 5];

const laneBits = (shape: number): 8 | 16 => ((shape & 3) === 0 ? 8 : 16);
/** Only plain sums set the GE flags. */
export const setsGreaterOrEqual = (kind: number): boolean => (kind & 3) === 0;

/** ASX subtracts below and adds above, SAX the other way round. */
const isDifference = (shape: number, at: number): boolean =>
  shape === ASX ? at === 0 : shape === SAX ? at !== 0 : shape >= SUB8;

/** The sum or difference in lane `at`, before it is cut to its width. */
const fullSum = (shape: number, kind: number, x: number, y: number, at: number): number => {
  const bits = laneBits(shape);
  const top = 32 - bits;
  const left = top - bits * at;
  const otherLeft = shape === ASX || shape === SAX ? bits * at : left;
  const a = kind < UNSIGNED ? (x << left) >> top : (x << left) >>> top;
  const b = kind < UNSIGNED ? (y << otherLeft) >> top : (y << otherLeft) >>> top;
  return isDifference(shape, at) ? a - b : a + b;
};

const finish = (kind: number, sum: number, bits: number): number => {
  if ((kind & 3) === 0) return sum;
  if (kind === Q) return saturateSigned(sum, bits);
  return kind === UQ ? saturateUnsigned(sum, bits) : sum >> 1;
};

export const parallel = (shape: number, kind: number, x: number, y: number): number => {
  const bits = laneBits(shape);
  const mask = (1 << bits) - 1;
  let word = 0;
  for (let at = 0; at < 32 / bits; at++)
    word |= (finish(kind, fullSum(shape, kind, x, y, at), bits) & mask) << (bits * at);
  return word;
};

/**
 * GE as bits 3 to 0, two of them for a half: a signed lane's is set where the full sum is not negative, an unsigned one's
 * where a sum carries or a difference does not borrow.
 */
export const greaterOrEqual = (shape: number, kind: number, x: number, y: number): number => {
  const bits = laneBits(shape);
  const laneFlags = bits === 8 ? 1 : 3;
  let flags = 0;
  for (let at = 0; at < 32 / bits; at++) {
    const threshold = kind < UNSIGNED || isDifference(shape, at) ? 0 : 1 << bits;
    if (fullSum(shape, kind, x, y, at) >= threshold) flags |= laneFlags << ((bits / 8) * at);
  }
  return flags;
};
