import { clamp } from '../arith/requantize';

/**
 * Difference of whole numbers, modulo 2^32, then limited.
 * @param a, b   s32[n]; a step of 0 repeats one element (broadcasting), 4 takes the next one
 * @param y      s32[n]; may begin at or before a or b and lie over it
 * @param p      min, max s32
 */
export function sub_s32(a: usize, stepA: usize, b: usize, stepB: usize, y: usize, n: usize, p: usize): void {
  const end = y + (n << 2);
  do {
    store<i32>(y, clamp(load<i32>(a) - load<i32>(b), load<i32>(p), load<i32>(p, 4)));
    a += stepA;
    b += stepB;
    y += 4;
  } while (y != end);
}
