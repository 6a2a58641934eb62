import { type Refusal, refuse } from './refusal.ts';

/**
 * Whether any sums of these weights times s8, two in a word as first + (second << 16), can be taken apart: the first fits 16 bits
 * with a sign, and so does the second less what a negative first one borrows from it.
 */
export const fitsHalfword = (weights: readonly number[]): boolean => {
  const sumOf = (sign: number) => weights.reduce((sum, weight) => sum + Math.max(0, sign * weight), 0);
  const [positive, negative] = [sumOf(1), sumOf(-1)];
  return Math.max(128 * positive + 127 * negative, 127 * positive + 128 * negative) <= 32_767;
};

/** Weights as they are multiplied before sums are taken apart, two by two; a last one may be alone. */
const pairs = (weights: readonly number[]): readonly (readonly number[])[] =>
  Array.from({ length: Math.ceil(weights.length / 2) }, (_, at) => weights.slice(2 * at, 2 * at + 2));

/** Refused where the sums of some pair do not fit a halfword. */
export const refuseLargePairs = (weights: readonly number[]): Refusal | undefined => {
  const large = pairs(weights).find((pair) => !fitsHalfword(pair));
  return large && refuse(`sums of s8 times ${large.join(' and ')} may exceed 16 bits`);
};
