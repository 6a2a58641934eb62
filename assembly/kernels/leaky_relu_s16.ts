import { clamp, requantize } from '../arith/requantize';

/**
 * x where it is not negative, else alpha · x (tensorflow/lite/kernels/internal/reference/leaky_relu.h).
 * @param x s16[n], n >= 1
 * @param y s16[n]
 * @param p s32: zero of x, zero of y, multiplier and shift of x, multiplier and shift of |alpha| · x, sign of alpha
 */
export function leaky_relu_s16(x: usize, y: usize, n: usize, p: usize): void {
  const from = load<i32>(p);
  const to = load<i32>(p, 4);
  const end = x + (n << 1);
  do {
    const value = <i32>load<i16>(x) - from;
    const scaled =
      value >= 0
        ? requantize(value, load<i32>(p, 8), load<i32>(p, 12))
        : requantize(value, load<i32>(p, 16), load<i32>(p, 20)) * load<i32>(p, 24);
    store<i16>(y, clamp(scaled + to, i16.MIN_VALUE, i16.MAX_VALUE));
    x += 2;
    y += 2;
  } while (x != end);
}
