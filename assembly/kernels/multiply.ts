import { clamp, requantize } from '../arith/requantize';

/**
 * Product of two tensors of different scales (tensorflow/lite/kernels/internal/reference/integer_ops/mul.h), s8 or s16.
 * @param a, b   T[n], each with the bytes to its next element; a step of 0 repeats one (broadcasting)
 * @param y      T[n]; may begin at or before a or b and lie over it
 * @param p      s32: zero points of a, b and y, multiplier, shift, min, max
 */
export function multiply<T>(a: usize, stepA: usize, b: usize, stepB: usize, y: usize, n: usize, p: usize): void {
  const end = y + n * sizeof<T>();
  do {
    const product = (<i32>load<T>(a) - load<i32>(p)) * (<i32>load<T>(b) - load<i32>(p, 4));
    const scaled = requantize(product, load<i32>(p, 12), load<i32>(p, 16)) + load<i32>(p, 8);
    store<T>(y, <T>clamp(scaled, load<i32>(p, 20), load<i32>(p, 24)));
    a += stepA;
    b += stepB;
    y += sizeof<T>();
  } while (y != end);
}
