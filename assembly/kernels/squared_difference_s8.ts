import { clamp, requantize } from '../arith/requantize';

/** Bytes of the fields before the tables. */
const TABLES = 20;

/**
 * Square of the difference of two tensors of different scales (tensorflow/lite/micro/kernels/squared_difference.cc). The first
 * rescaling of each input is a table: it has only 256 possible values.
 * @param a, b   s8[n]; a step of 0 repeats one element (broadcasting)
 * @param y      s8[n]; may begin at or before a or b and lie over it
 * @param p      out zero, min, max, multiplier, shift as s32, then two tables s32[256] indexed by the byte, |entry| < 2^14
 */
export function squared_difference_s8(
  a: usize,
  stepA: usize,
  b: usize,
  stepB: usize,
  y: usize,
  n: usize,
  p: usize,
): void {
  const end = y + n;
  do {
    const left = load<i32>(p + ((<usize>load<u8>(a)) << 2), TABLES);
    const difference = left - load<i32>(p + ((<usize>load<u8>(b)) << 2), TABLES + 1024);
    const scaled = requantize(difference * difference, load<i32>(p, 12), load<i32>(p, 16)) + load<i32>(p);
    store<u8>(y, clamp(scaled, load<i32>(p, 4), load<i32>(p, 8)));
    a += stepA;
    b += stepB;
    y++;
  } while (y != end);
}
