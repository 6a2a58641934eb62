import { f32_exponent, f32_scaled, INFINITY, NAN, SIGN } from './f32_format';
import { f32_pack_extreme } from './f32_pack';
import { reciprocal } from './reciprocal';

export function f32_div(a: u32, b: u32): u32 {
  const m = f32_exponent(a);
  if (m - 1 >= 254) return div_special(a, b);
  const n = f32_exponent(b);
  if (n - 1 >= 254) return div_special(a, b);
  let x = ((a << 8) | SIGN) >>> 8;
  const d = ((b << 8) | SIGN) >>> 8;
  let exponent = <i32>(m - n + 127);
  if (x < d) {
    x <<= 1;
    exponent--;
  }
  // Two digits of 12 bits behind the leading one of a quotient in 1 .. 2. A digit is less than 2 too small, so what it leaves
  // is less than 2 d: the next estimate fits 32 bits, and at the end one correction is enough.
  const r = reciprocal(d);
  const upper = ((x >>> 8) * r) >>> 19;
  let rest = (x << 12) - upper * d;
  const lower = ((rest >>> 8) * r) >>> 19;
  rest = (rest << 12) - lower * d;
  let quotient = (upper << 12) + lower;
  if (rest >= d) {
    rest -= d;
    quotient++;
  }
  const sign = (a ^ b) & SIGN;
  if (<u32>(exponent - 1) >= 254) return f32_pack_extreme(sign, exponent, (quotient << 6) | u32(rest != 0));
  // 25 bits, never halfway: no number of 24 bits is a multiple of an odd one of 25.
  return (sign | ((exponent - 1) << 23)) + ((quotient + 1) >>> 1);
}

/** At least one of them is zero, subnormal or no number. */
function div_special(a: u32, b: u32): u32 {
  const sign = (a ^ b) & SIGN;
  const x = a & ~SIGN;
  const y = b & ~SIGN;
  if (x > INFINITY) return NAN;
  if (y > INFINITY) return NAN;
  if (x == INFINITY) return y == INFINITY ? NAN : sign | INFINITY;
  if (y == 0) return x == 0 ? NAN : sign | INFINITY;
  if (x == 0) return sign;
  // Beyond 2^103: the other one is subnormal, and the quotient leaves the format.
  if (y >= 231 << 23) return sign;
  if (x >= 231 << 23) return sign | INFINITY;
  return f32_div(f32_scaled(a), f32_scaled(b));
}
