import { clamp, requantize } from '../arith/requantize';

/**
 * Brings values from one scale to another (tensorflow/lite/kernels/internal/reference/requantize.h).
 * @param x From[n], n >= 1
 * @param y To[n]
 * @param p s32: zero of x, multiplier, shift, zero of y, lowest and highest value of y
 */
export function rescale<From, To>(x: usize, y: usize, n: usize, p: usize): void {
  const from = load<i32>(p);
  const multiplier = load<i32>(p, 4);
  const shift = load<i32>(p, 8);
  const to = load<i32>(p, 12);
  const low = load<i32>(p, 16);
  const high = load<i32>(p, 20);
  const end = x + n * sizeof<From>();
  do {
    store<To>(y, <To>clamp(requantize(<i32>load<From>(x) - from, multiplier, shift) + to, low, high));
    x += sizeof<From>();
    y += sizeof<To>();
  } while (x != end);
}
