import { INFINITY } from './f32_format';

// Results before rounding: the leading bit of `x` is bit 30, seven bits follow the fraction's last, and bit 0 also stands for
// all that is lost below it.

/** Fraction and leading bit, to nearest, ties to even: 63 and the last kept bit reach the next one where half or more is lost. */
export function f32_round(x: u32): u32 {
  return (x + 63 + ((x >>> 7) & 1)) >>> 7;
}

/** The result whose exponent field would be `exponent`, which is below 1 or above 254. */
export function f32_pack_extreme(sign: u32, exponent: i32, x: u32): u32 {
  if (exponent > 0) return sign | INFINITY;
  const n = 1 - exponent;
  // 2^31 · 2^-25 is half of the least subnormal.
  if (n > 24) return sign;
  const kept = x >>> n;
  return sign | f32_round(kept | u32(kept << n != x));
}
