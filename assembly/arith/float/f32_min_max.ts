import { f32_is_nan, NAN } from './f32_format';

export function f32_min(a: u32, b: u32): u32 {
  if (f32_is_nan(a)) return NAN;
  if (f32_is_nan(b)) return NAN;
  return is_below(a, b) ? a : b;
}

export function f32_max(a: u32, b: u32): u32 {
  if (f32_is_nan(a)) return NAN;
  if (f32_is_nan(b)) return NAN;
  return is_below(a, b) ? b : a;
}

/** In the order that has -0 below +0: negative numbers fall as their bits rise. */
function is_below(a: u32, b: u32): bool {
  return <i32>(a & b) < 0 ? a > b : <i32>a < <i32>b;
}
