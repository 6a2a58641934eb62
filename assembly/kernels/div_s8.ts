import { doubling_high_multiply, rounding_shift_right } from '../arith/fixed_point';
import { clamp } from '../arith/requantize';

/** Bytes of the fields before the table of divisors. */
const DIVISORS = 20;

/**
 * Quotient of two tensors of different scales (tensorflow/lite/kernels/internal/reference/div.h). The reciprocal of a divisor is
 * a table: it has only 256 possible values. What the reference leaves undefined is 0: a quotient by 0, and one that it would
 * shift right by more than 31.
 * @param a, b   s8[n]; a step of 0 repeats one element (broadcasting)
 * @param y      s8[n]; may begin at or before a or b and lie over it
 * @param p      zero points of a and y, min, max, multiplier as s32, then for each byte of b {reciprocal, left shift} s32; the
 *               reciprocal has the divisor's sign
 */
export function div_s8(a: usize, stepA: usize, b: usize, stepB: usize, y: usize, n: usize, p: usize): void {
  const end = y + n;
  do {
    const divisor = p + ((<usize>load<u8>(b)) << 3);
    const quotient = divide(<i32>load<i8>(a) - load<i32>(p), divisor, load<i32>(p, 16)) + load<i32>(p, 4);
    store<u8>(y, clamp(quotient, load<i32>(p, 8), load<i32>(p, 12)));
    a += stepA;
    b += stepB;
    y++;
  } while (y != end);
}

function divide(dividend: i32, divisor: usize, multiplier: i32): i32 {
  let reciprocal = load<i32>(divisor, DIVISORS);
  if (reciprocal < 0) {
    dividend = 0 - dividend;
    reciprocal = 0 - reciprocal;
  }
  const headroom = <i32>clz(dividend ^ (dividend >> 31)) - 1;
  const quotient = doubling_high_multiply(dividend << headroom, reciprocal);
  const exponent = headroom - load<i32>(divisor, DIVISORS + 4);
  return exponent > 31 ? 0 : rounding_shift_right(doubling_high_multiply(quotient, multiplier), exponent);
}
