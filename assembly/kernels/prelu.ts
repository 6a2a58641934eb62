import { clamp, requantize } from '../arith/requantize';

/**
 * x where it is 0 or more, x · alpha below, rescaled (tensorflow/lite/kernels/internal/reference/prelu.h), of s8 or s16.
 * @param x      T[n], with the bytes to its next element; a step of 0 repeats one (broadcasting)
 * @param alpha  s8[n], likewise
 * @param y      T[n]; may begin at or before x and lie over it
 * @param p      s32: zero points of x, alpha and y, multiplier, shift for x, for products, min, max
 */
export function prelu<T>(x: usize, stepX: usize, alpha: usize, stepAlpha: usize, y: usize, n: usize, p: usize): void {
  const end = y + n * sizeof<T>();
  do {
    let value = <i32>load<T>(x) - load<i32>(p);
    let rescale = p + 12;
    if (value < 0) {
      value *= <i32>load<i8>(alpha) - load<i32>(p, 4);
      rescale += 8;
    }
    const scaled = requantize(value, load<i32>(rescale), load<i32>(rescale, 4)) + load<i32>(p, 8);
    store<T>(y, <T>clamp(scaled, load<i32>(p, 28), load<i32>(p, 32)));
    x += stepX;
    alpha += stepAlpha;
    y += sizeof<T>();
  } while (y != end);
}
