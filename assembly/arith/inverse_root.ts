import { doubling_high_multiply, rounding_shift_right, saturating_shift_left } from './fixed_point';

const ROOT_OF_HALF = 1518500250;

/**
 * 1 / √x as a multiplier and a shift, for `requantize`, by five steps of Newton and Raphson from 1
 * (tensorflow/lite/kernels/internal/common.h, GetInvSqrtQuantizedMultiplierExp).
 * @param x  0 or more; of 0 the root is taken to be 1
 * @returns  the multiplier in the low word, the shift in the high one
 */
export function inverse_root(x: i32): i64 {
  if (x <= 1) return i32.MAX_VALUE;
  let right = 11;
  while (x >= 1 << 29) {
    x >>= 2;
    right++;
  }
  const pairs = ((<i32>clz(x) - 1) >> 1) - 1;
  right -= pairs;
  // Q3.28, in [1/4, 1).
  const half = rounding_shift_right((x << (pairs << 1)) >> 1, 1);
  const three_halves = (1 << 28) + (1 << 27);
  let root = 1 << 28;
  for (let step = 0; step < 5; step++) {
    const square = doubling_high_multiply(root, root);
    const cube = saturating_shift_left(doubling_high_multiply(square, root), 6);
    root = saturating_shift_left(doubling_high_multiply(three_halves, root) - doubling_high_multiply(half, cube), 3);
  }
  const multiplier = doubling_high_multiply(root, ROOT_OF_HALF);
  return right < 0 ? <i64>(multiplier << (0 - right)) : (<i64>multiplier) | ((<i64>(0 - right)) << 32);
}
