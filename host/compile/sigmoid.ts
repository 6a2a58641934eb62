import { expOfNegative, saturatingShiftLeft, twiceReciprocal } from './fixed-point.ts';

// As gemmlowp defines them (google/gemmlowp, fixedpoint/fixedpoint.h): from Q4.27 to Q0.31, for tables made at build time.

const INTEGER_BITS = 4;
const ONE = 2 ** 31 - 1;

/** 1 / (1 + exp(-a)). */
export const logistic = (a: number): number => {
  if (a === 0) return 2 ** 30;
  const above = saturatingShiftLeft(twiceReciprocal(expOfNegative(-Math.abs(a), INTEGER_BITS)), 1);
  return a > 0 ? above : ONE - above;
};

/** (1 - exp(-2a)) / (1 + exp(-2a)): doubling `a` is one more integer bit. */
export const tanh = (a: number): number => {
  if (a === 0) return 0;
  const magnitude = saturatingShiftLeft(twiceReciprocal(expOfNegative(-Math.abs(a), INTEGER_BITS + 1)) - 2 ** 29, 2);
  return Math.sign(a) * magnitude;
};
