import { f32_exponent, f32_scaled, INFINITY, NAN, SIGN } from './f32_format';
import { f32_pack_extreme, f32_round } from './f32_pack';

export function f32_mul(a: u32, b: u32): u32 {
  const m = f32_exponent(a);
  if (m - 1 >= 254) return mul_special(a, b);
  const n = f32_exponent(b);
  if (n - 1 >= 254) return mul_special(a, b);
  // Upper 16 and lower 8 bits of the significands: xh·yh·2^16 + (xh·yl + xl·yh)·2^8 + xl·yl, of which the upper 32 bits of 48.
  const xh = ((a << 8) | SIGN) >>> 16;
  const yh = ((b << 8) | SIGN) >>> 16;
  const xl = a & 255;
  const yl = b & 255;
  const low = xl * yl;
  const mid = xh * yl + xl * yh + (low >>> 8);
  let lost = (low | mid) & 255;
  let x = xh * yh + (mid >>> 8);
  let exponent = <i32>(m + n - 127);
  if (<i32>x < 0) {
    lost |= x & 1;
    x >>>= 1;
    exponent++;
  }
  x |= (lost + 255) >>> 8;
  const sign = (a ^ b) & SIGN;
  if (<u32>(exponent - 1) >= 254) return f32_pack_extreme(sign, exponent, x);
  return (sign | ((exponent - 1) << 23)) + f32_round(x);
}

/** At least one of them is zero, subnormal or no number. */
function mul_special(a: u32, b: u32): u32 {
  const sign = (a ^ b) & SIGN;
  let x = a & ~SIGN;
  let y = b & ~SIGN;
  if (x < y) {
    x = y;
    y = a & ~SIGN;
  }
  if (x > INFINITY) return NAN;
  if (x == INFINITY) return y == 0 ? NAN : sign | INFINITY;
  if (y == 0) return sign;
  // 2^-126 · 2^(25 - 127) is less than half of the least subnormal number.
  if (x < 25 << 23) return sign;
  return sign | f32_mul(x - (24 << 23), f32_scaled(y));
}
