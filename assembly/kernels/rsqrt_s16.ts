import { inverse_root } from '../arith/inverse_root';
import { clamp, requantize } from '../arith/requantize';

/**
 * 1 / √x (tensorflow/lite/micro/kernels/elementwise.cc, RsqrtEvalQuantized). Zero gives the highest value; so do negative ones, at
 * which the reference stops.
 * @param x s16[n], n >= 1, of zero 0
 * @param y s16[n], of zero 0
 * @param p s32: multiplier and shift from Q11.20 to y
 */
export function rsqrt_s16(x: usize, y: usize, n: usize, p: usize): void {
  const multiplier = load<i32>(p);
  const shift = load<i32>(p, 4);
  const end = x + (n << 1);
  do {
    const value = <i32>load<i16>(x);
    let result: i32 = i16.MAX_VALUE;
    if (value > 0) {
      const root = inverse_root(value);
      const fraction = requantize(1, <i32>root, <i32>(root >> 32) + 20);
      result = clamp(requantize(fraction, multiplier, shift), i16.MIN_VALUE, i16.MAX_VALUE);
    }
    store<i16>(y, result);
    x += 2;
    y += 2;
  } while (x != end);
}
