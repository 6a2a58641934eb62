import { clamp, requantize } from '../arith/requantize';

/**
 * Square of the difference of two tensors of different scales (tensorflow/lite/micro/kernels/squared_difference.cc). Zero points
 * are 0; after the first rescaling, by 1/2 or less, a difference is at most 2^15 in magnitude.
 * @param a, b   s16[n]; a step of 0 repeats one element (broadcasting), 2 takes the next one
 * @param y      s16[n]; may begin at or before a or b and lie over it
 * @param p      s32: multiplier, shift of a, of b, of y
 */
export function squared_difference_s16(
  a: usize,
  stepA: usize,
  b: usize,
  stepB: usize,
  y: usize,
  n: usize,
  p: usize,
): void {
  const end = y + (n << 1);
  do {
    const left = requantize(load<i16>(a), load<i32>(p), load<i32>(p, 4));
    const difference = left - requantize(load<i16>(b), load<i32>(p, 8), load<i32>(p, 12));
    const scaled = requantize(difference * difference, load<i32>(p, 16), load<i32>(p, 20));
    store<i16>(y, clamp(scaled, i16.MIN_VALUE, i16.MAX_VALUE));
    a += stepA;
    b += stepB;
    y += 2;
  } while (y != end);
}
