// Fixed-point arithmetic as gemmlowp defines it (google/gemmlowp, fixedpoint/fixedpoint.h); Q0.31 unless said otherwise.

/** High half of the doubled product, to nearest; -1 · -1 saturates. */
export function doubling_high_multiply(a: i32, b: i32): i32 {
  if (a == i32.MIN_VALUE && b == i32.MIN_VALUE) return i32.MAX_VALUE;
  return <i32>((<i64>a * <i64>b + 0x40000000) >> 31);
}

/** Right shift by 0 .. 31, to nearest, ties away from zero. */
export function rounding_shift_right(x: i32, exponent: i32): i32 {
  const mask = <i32>(((<u32>1) << exponent) - 1);
  const threshold = (mask >> 1) + (x >>> 31);
  return (x >> exponent) + i32((x & mask) > threshold);
}

/** Left shift by 0 .. 31; what does not fit becomes the nearer end. */
export function saturating_shift_left(x: i32, exponent: i32): i32 {
  const limit = i32.MAX_VALUE >> exponent;
  if (x > limit) return i32.MAX_VALUE;
  if (x < ~limit) return i32.MIN_VALUE;
  return x << exponent;
}

/** 1 / (1 + a) for a in [0, 1): three steps of Newton and Raphson from 48/17 - 32/17 · (1 + a)/2, in Q2.29. */
export function reciprocal_of_one_plus(a: i32): i32 {
  const half_denominator = <i32>((<i64>a + <i64>i32.MAX_VALUE + 1) >> 1);
  let x = 1515870810 + doubling_high_multiply(half_denominator, -1010580540);
  for (let i = 0; i < 3; i++) {
    const error = (1 << 29) - doubling_high_multiply(half_denominator, x);
    x += saturating_shift_left(doubling_high_multiply(x, error), 2);
  }
  return saturating_shift_left(x, 1);
}
