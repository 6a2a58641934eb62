import { doublingHighMultiply, roundingShiftRight, saturatingShiftLeft } from './fixed-point.ts';
import type { Multiplier } from './quantize.ts';

/** √½, Q0.31. */
const ROOT_OF_HALF = 1518500250;

/** Q3.28, from the product of two and three of them. */
const square = (x: number): number => doublingHighMultiply(x, x);
const cube = (x: number): number => saturatingShiftLeft(doublingHighMultiply(square(x), x), 6);

/**
 * 1 / √x for x >= 0, of 0 and 1 just below 1, by five steps of Newton and Raphson from 1
 * (tensorflow/lite/kernels/internal/common.h, GetInvSqrtQuantizedMultiplierExp).
 */
export const inverseRoot = (x: number): Multiplier => {
  if (x <= 1) return { multiplier: 2 ** 31 - 1, shift: 0 };
  let [input, rightShift] = [x, 11];
  while (input >= 2 ** 29) {
    input = Math.floor(input / 4);
    rightShift++;
  }
  const pairs = ((Math.clz32(input) - 1) >> 1) - 1;
  rightShift -= pairs;
  // Q3.28, in [1/4, 1).
  const scaled = (input << (2 * pairs)) >> 1;
  const half = roundingShiftRight(scaled, 1);
  const threeHalves = 2 ** 28 + 2 ** 27;
  let root = 2 ** 28;
  for (let step = 0; step < 5; step++) {
    const next = doublingHighMultiply(threeHalves, root) - doublingHighMultiply(half, cube(root));
    root = saturatingShiftLeft(next, 3);
  }
  const multiplier = doublingHighMultiply(root, ROOT_OF_HALF);
  return rightShift < 0 ? { multiplier: multiplier << -rightShift, shift: 0 } : { multiplier, shift: -rightShift };
};
