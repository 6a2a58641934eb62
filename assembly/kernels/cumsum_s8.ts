import { clamp, requantize } from '../arith/requantize';

/**
 * Sums of all elements up to each, or before each (`exclusive`). As in the reference the sum begins with minus the zero point,
 * not with 0 (tensorflow/lite/kernels/internal/reference/cumsum.h).
 * @param x     s8[n], `step` bytes from one to the next
 * @param y     s8[n], likewise
 * @param p     zero point of x, multiplier, shift, zero point of y as s32; at most as many values as keep |sum| below 2^12
 */
export function cumsum_s8(x: usize, y: usize, n: usize, step: usize, exclusive: bool, p: usize): void {
  const zero = load<i32>(p);
  let sum = 0 - zero;
  do {
    const next = sum + load<i8>(x) - zero;
    const scaled = requantize((exclusive ? sum : next) << 19, load<i32>(p, 4), load<i32>(p, 8));
    store<i8>(y, clamp(scaled + load<i32>(p, 12), -128, 127));
    sum = next;
    x += step;
    y += step;
    n--;
  } while (n);
}
