import { NAN } from './f32_format';
import { f32_pack_extreme, f32_round } from './f32_pack';
import { f64_exponent, f64_is_nan, high, low, SIGN } from './f64_format';

export function f32_demote_f64(a: u64): u32 {
  const sign = high(a) & SIGN;
  // 1023 - 127
  const exponent = <i32>(f64_exponent(a) - 896);
  const upper = (high(a) << 11) | (low(a) >>> 21) | SIGN;
  const x = (upper >>> 1) | u32(low(a) << 10 != 0);
  if (<u32>(exponent - 1) < 254) return (sign | ((exponent - 1) << 23)) + f32_round(x);
  return f64_is_nan(a) ? NAN : f32_pack_extreme(sign, exponent, x);
}
