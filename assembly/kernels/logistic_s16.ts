import { sigmoid_s16 } from '../arith/s16/sigmoid';

/**
 * 1 / (1 + exp(-x)) (tensorflow/lite/kernels/internal/reference/integer_ops/logistic.h).
 * @param x s16[n], n >= 1, of zero 0
 * @param y s16[n], Q0.15
 * @param p s32: factor and right shift, to nearest, that bring x to steps of 1 / (3 · 4096); u16[256] sigmoid at steps of 1/24
 */
export function logistic_s16(x: usize, y: usize, n: usize, p: usize): void {
  const factor = load<i32>(p);
  const shift = load<i32>(p, 4);
  const half = (1 << shift) >> 1;
  const end = x + (n << 1);
  do {
    store<i16>(y, sigmoid_s16((load<i16>(x) * factor + half) >> shift, p + 8));
    x += 2;
    y += 2;
  } while (x != end);
}
