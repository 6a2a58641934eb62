import { f64_exponent, f64_scaled, f64_upper, high, INFINITY, join, LEADING, low, NAN, SIGN } from './f64_format';
import { f64_pack, f64_pack_extreme } from './f64_pack';

export function f64_mul(a: u64, b: u64): u64 {
  const m = f64_exponent(a);
  if (m - 1 >= 2046) return mul_special(a, b);
  const n = f64_exponent(b);
  if (n - 1 >= 2046) return mul_special(a, b);
  // One significand to the left end of its words: the product's upper 53 bits fill two of its four words, or lack one bit.
  const ah: u64 = (high(a) << 11) | (low(a) >>> 21) | SIGN;
  const al: u64 = low(a) << 11;
  const bh: u64 = f64_upper(b);
  const bl: u64 = low(b);
  const first = al * bl;
  const second = ah * bl + (first >>> 32);
  const third = al * bh + <u64>low(second);
  let x = ah * bh + (second >>> 32) + (third >>> 32);
  let rest = low(third);
  let exponent = <i32>(m + n - 1022);
  if (high(x) < LEADING) {
    x = (x << 1) | (rest >>> 31);
    rest <<= 1;
    exponent--;
  }
  rest |= u32(low(first) != 0);
  const sign = high(a ^ b) & SIGN;
  if (<u32>(exponent - 1) >= 2046) return f64_pack_extreme(sign, exponent, x, rest);
  return f64_pack(sign | ((exponent - 1) << 20), x, rest);
}

/** At least one of them is zero, subnormal or no number. */
function mul_special(a: u64, b: u64): u64 {
  const sign = join(high(a ^ b) & SIGN, 0);
  const infinity = join(INFINITY, 0);
  let x = a & ~join(SIGN, 0);
  let y = b & ~join(SIGN, 0);
  if (x < y) {
    x = y;
    y = a & ~join(SIGN, 0);
  }
  if (x > infinity) return NAN;
  if (x == infinity) return y == 0 ? NAN : sign | infinity;
  if (y == 0) return sign;
  // 2^-1022 · 2^(55 - 1023) is less than half of the least subnormal number.
  if (high(x) < 55 << 20) return sign;
  return sign | f64_mul(x - join(54 << 20, 0), f64_scaled(y));
}
