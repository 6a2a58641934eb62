import { f64_exponent, f64_scaled, f64_upper, high, INFINITY, join, low, NAN, SIGN } from './f64_format';
import { f64_pack_extreme } from './f64_pack';
import { reciprocal } from './reciprocal';

export function f64_div(a: u64, b: u64): u64 {
  const m = f64_exponent(a);
  if (m - 1 >= 2046) return div_special(a, b);
  const n = f64_exponent(b);
  if (n - 1 >= 2046) return div_special(a, b);
  let rest = join(f64_upper(a), low(a));
  const dh = f64_upper(b);
  const dl = low(b);
  const d = join(dh, dl);
  let exponent = <i32>(m - n + 1023);
  if (rest < d) {
    rest <<= 1;
    exponent--;
  }
  // Digits of 14, 13, 13 and 13 bits behind the leading one. Each is less than 2 too small, so what it leaves is less than
  // 2 d: the next estimate fits 32 bits, and at the end one correction is enough.
  const r = reciprocal((dh << 3) | (dl >>> 29));
  rest -= d;
  let digit = ((high(rest) >>> 4) * r) >>> 18;
  rest = (rest << 14) - multiple(digit, dh, dl);
  let upper = (1 << 14) + digit;
  digit = ((high(rest) >>> 5) * r) >>> 18;
  rest = (rest << 13) - multiple(digit, dh, dl);
  upper = (upper << 13) + digit;
  let lower: u32 = 0;
  for (let i = 0; i < 2; i++) {
    digit = ((high(rest) >>> 5) * r) >>> 18;
    rest = (rest << 13) - multiple(digit, dh, dl);
    lower = (lower << 13) + digit;
  }
  let quotient = ((<u64>upper) << 26) + <u64>lower;
  if (rest >= d) {
    rest -= d;
    quotient++;
  }
  const sign = high(a ^ b) & SIGN;
  if (<u32>(exponent - 1) >= 2046)
    return f64_pack_extreme(sign, exponent, quotient >>> 1, ((<u32>quotient) << 31) | u32(rest != 0));
  // 54 bits, never halfway: no number of 53 bits is a multiple of an odd one of 54.
  return join(sign | ((exponent - 1) << 20), 0) + ((quotient + 1) >>> 1);
}

/** The product with a digit of up to 15 bits, modulo 2^64. */
function multiple(digit: u32, dh: u32, dl: u32): u64 {
  const middle = digit * (dl >>> 16);
  return join(digit * dh + (middle >>> 16), middle << 16) + <u64>(digit * (dl & 0xffff));
}

/** At least one of them is zero, subnormal or no number. */
function div_special(a: u64, b: u64): u64 {
  const sign = join(high(a ^ b) & SIGN, 0);
  const infinity = join(INFINITY, 0);
  const x = a & ~join(SIGN, 0);
  const y = b & ~join(SIGN, 0);
  if (x > infinity) return NAN;
  if (y > infinity) return NAN;
  if (x == infinity) return y == infinity ? NAN : sign | infinity;
  if (y == 0) return x == 0 ? NAN : sign | infinity;
  if (x == 0) return sign;
  // Beyond 2^969: the other one is subnormal, and the quotient leaves the format.
  if (high(y) >= 1993 << 20) return sign;
  if (high(x) >= 1993 << 20) return sign | infinity;
  return f64_div(f64_scaled(a), f64_scaled(b));
}
