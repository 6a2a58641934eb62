/**
 * Whether any sums of these weights times s8, two in a word as first + (second << 16), can be taken apart: the first fits 16 bits
 * with a sign, and so does the second less what a negative first one borrows from it.
 */
export const fitsHalfword = (weights: readonly number[]): boolean => {
  const sumOf = (sign: number) => weights.reduce((sum, weight) => sum + Math.max(0, sign * weight), 0);
  const [positive, negative] = [sumOf(1), sumOf(-1)];
  return Math.max(128 * positive + 127 * negative, 127 * positive + 128 * negative) <= 32_767;
};
