import { f32_exponent, f32_scaled, INFINITY, NAN, SIGN } from './f32_format';
import { reciprocal_root } from './reciprocal_root';

export function f32_sqrt(a: u32): u32 {
  const exponent = f32_exponent(a);
  if (a - 0x00800000 >= 0x7f000000) return sqrt_special(a);
  // √(v · 2^(2k)) = √v · 2^k, with v = m · 2^-23 in 1 .. 4.
  const m = (((a << 8) | SIGN) >>> 8) << (~exponent & 1);
  const r = reciprocal_root(m);
  // 14 bits of √v behind the point, then 10 more from what their square leaves: √(s² + x) = s + x / 2s, nearly.
  const s = ((m >>> 9) * r) >>> 16;
  const rest = <i32>((m << 5) - s * s);
  const root = (s << 10) + (((rest >> 2) * <i32>r) >> 19);
  // The root's 24 bits, or one less: then the middle between them is below it. Trying all 2^24 m shows it.
  let rounded = root >>> 1;
  const middle = rounded * 2 + 1;
  if (<i32>((m << 25) - middle * middle) >= 0) rounded++;
  return (((exponent + 125) >>> 1) << 23) + rounded;
}

function sqrt_special(a: u32): u32 {
  if (a << 1 == 0) return a;
  if (a == INFINITY) return a;
  if (a > INFINITY) return NAN;
  return f32_sqrt(f32_scaled(a)) - (12 << 23);
}
