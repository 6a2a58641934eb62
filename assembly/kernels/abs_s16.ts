import { requantize } from '../arith/requantize';

/**
 * Magnitudes, brought to the output's scale (tensorflow/lite/micro/kernels/elementwise.cc).
 * @param x s16[n], n >= 1, of zero 0
 * @param y s16[n]
 * @param p s32: multiplier, shift, highest value of y
 */
export function abs_s16(x: usize, y: usize, n: usize, p: usize): void {
  const multiplier = load<i32>(p);
  const shift = load<i32>(p, 4);
  const high = load<i32>(p, 8);
  const end = x + (n << 1);
  do {
    store<i16>(y, min(requantize(abs<i32>(load<i16>(x)), multiplier, shift), high));
    x += 2;
    y += 2;
  } while (x != end);
}
