import { high, INFINITY, join, low, SIGN } from './f64_format';

// Results before rounding: the leading bit of `x` is bit 52, as it is stored; `rest` are the 32 bits below, of which bit 0 also
// stands for all that is lost.

/** x + upper · 2^32, to nearest, ties to even: where half or more of the last bit is lost, the next number may be nearer. */
export function f64_pack(upper: u32, x: u64, rest: u32): u64 {
  return x + join(upper, u32(rest > SIGN - (low(x) & 1)));
}

/** The result whose exponent field would be `exponent`, which is below 1 or above 2046. */
export function f64_pack_extreme(sign: u32, exponent: i32, x: u64, rest: u32): u64 {
  if (exponent > 0) return join(sign | INFINITY, 0);
  const n = 1 - exponent;
  // 2^53 · 2^-54 is half of the least subnormal.
  if (n > 53) return join(sign, 0);
  const lost = x << (64 - n);
  return f64_pack(sign, x >>> n, high(lost) | u32((low(lost) | rest) != 0));
}
