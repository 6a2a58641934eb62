import { clamp } from '../arith/requantize';

/**
 * Values between zero and six, as the input is scaled.
 * @param x s16[n], n >= 1
 * @param y s16[n]
 * @param p s32: zero, six
 */
export function relu6_s16(x: usize, y: usize, n: usize, p: usize): void {
  const low = load<i32>(p);
  const high = load<i32>(p, 4);
  const end = x + (n << 1);
  do {
    store<i16>(y, clamp(load<i16>(x), low, high));
    x += 2;
    y += 2;
  } while (x != end);
}
