/** Whether any sum of these weights times s8 fits 16 bits with a sign. */
export const fitsHalfword = (weights: readonly number[]): boolean => {
  const sumOf = (sign: number) => weights.reduce((sum, weight) => sum + Math.max(0, sign * weight), 0);
  const [positive, negative] = [sumOf(1), sumOf(-1)];
  return 128 * positive + 127 * negative <= 32_768 && 127 * positive + 128 * negative <= 32_767;
};
