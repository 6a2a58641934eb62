import { f64_is_nan, high, NAN } from './f64_format';

export function f64_min(a: u64, b: u64): u64 {
  if (f64_is_nan(a)) return NAN;
  if (f64_is_nan(b)) return NAN;
  return is_below(a, b) ? a : b;
}

export function f64_max(a: u64, b: u64): u64 {
  if (f64_is_nan(a)) return NAN;
  if (f64_is_nan(b)) return NAN;
  return is_below(a, b) ? b : a;
}

/** In the order that has -0 below +0: negative numbers fall as their bits rise. */
function is_below(a: u64, b: u64): bool {
  return <i32>high(a & b) < 0 ? a > b : <i64>a < <i64>b;
}
