import { f32_exponent, f32_is_nan, f32_scaled, INFINITY, SIGN } from './f32_format';
import { INFINITY as INFINITY_64, join, NAN } from './f64_format';

/** 1023 - 127 */
const BIAS: u32 = 896;

export function f64_promote_f32(a: u32): u64 {
  const sign = a & SIGN;
  const x = a & ~SIGN;
  if (f32_exponent(a) - 1 < 254) return join(sign | ((x >>> 3) + (BIAS << 20)), x << 29);
  if (f32_is_nan(a)) return NAN;
  if (x == INFINITY) return join(sign | INFINITY_64, 0);
  if (x == 0) return join(sign, 0);
  return f64_promote_f32(f32_scaled(a)) - join(24 << 20, 0);
}
