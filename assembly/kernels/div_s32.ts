import { clamp } from '../arith/requantize';

/**
 * Quotient of whole numbers, towards zero, then limited. Where the reference is undefined this is ARM's SDIV: x / 0 is 0, -2^31 / -1 is -2^31.
 * @param a, b   s32[n]; a step of 0 repeats one element (broadcasting), 4 takes the next one
 * @param y      s32[n]; may begin at or before a or b and lie over it
 * @param p      min, max s32
 */
export function div_s32(a: usize, stepA: usize, b: usize, stepB: usize, y: usize, n: usize, p: usize): void {
  const end = y + (n << 2);
  do {
    store<i32>(y, clamp(quotient(load<i32>(a), load<i32>(b)), load<i32>(p), load<i32>(p, 4)));
    a += stepA;
    b += stepB;
    y += 4;
  } while (y != end);
}

function quotient(a: i32, b: i32): i32 {
  if (b == 0) return 0;
  return b == -1 ? 0 - a : a / b;
}
