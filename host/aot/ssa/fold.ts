import type { Op } from './ir.ts';

const bool = (claim: boolean): number => (claim ? 1 : 0);

/** What each pure operation computes on 32-bit constants (WebAssembly core specification 4.3.2). */
export const evaluate: Partial<Record<Op, (a: number, b: number) => number>> = {
  add: (a, b) => (a + b) | 0,
  sub: (a, b) => (a - b) | 0,
  mul: (a, b) => Math.imul(a, b),
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  shl: (a, b) => a << b,
  shr_s: (a, b) => a >> b,
  shr_u: (a, b) => (a >>> b) | 0,
  rotr: (a, b) => (b & 31 ? (a >>> (b & 31)) | (a << (32 - (b & 31))) : a) | 0,
  eq: (a, b) => bool(a === b),
  ne: (a, b) => bool(a !== b),
  lt_s: (a, b) => bool(a < b),
  lt_u: (a, b) => bool(a >>> 0 < b >>> 0),
  gt_s: (a, b) => bool(a > b),
  gt_u: (a, b) => bool(a >>> 0 > b >>> 0),
  le_s: (a, b) => bool(a <= b),
  le_u: (a, b) => bool(a >>> 0 <= b >>> 0),
  ge_s: (a, b) => bool(a >= b),
  ge_u: (a, b) => bool(a >>> 0 >= b >>> 0),
  extend8_s: (a) => (a << 24) >> 24,
  extend16_s: (a) => (a << 16) >> 16,
  extend8_u: (a) => a & 0xff,
  extend16_u: (a) => a & 0xffff,
};
