import { clamp, requantize } from '../arith/requantize';

/** Headroom before the first rescaling. */
const LEFT_SHIFT = 15;

/**
 * Sum or difference of two tensors of different scales (tensorflow/lite/kernels/internal/reference/add.h and sub.h).
 * @param a, b   s16[n]; a step of 0 repeats one element (broadcasting), 2 takes the next one
 * @param y      s16[n]; may begin at or before a or b and lie over it
 * @param p      s32: zero point, multiplier, shift of a, of b, of y; 0 for a sum, -1 for a difference; min, max
 */
export function add_s16(a: usize, stepA: usize, b: usize, stepB: usize, y: usize, n: usize, p: usize): void {
  const end = y + (n << 1);
  do {
    const sign = load<i32>(p, 36);
    const sum = rescaled(a, p) + ((rescaled(b, p + 12) ^ sign) - sign);
    const scaled = requantize(sum, load<i32>(p, 28), load<i32>(p, 32)) + load<i32>(p, 24);
    store<i16>(y, clamp(scaled, load<i32>(p, 40), load<i32>(p, 44)));
    a += stepA;
    b += stepB;
    y += 2;
  } while (y != end);
}

function rescaled(at: usize, p: usize): i32 {
  return requantize((<i32>load<i16>(at) - load<i32>(p)) << LEFT_SHIFT, load<i32>(p, 4), load<i32>(p, 8));
}
