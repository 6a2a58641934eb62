import { f64_is_nan, f64_is_zero, high } from './f64_format';

// As for f32.

export function f64_eq(a: u64, b: u64): bool {
  if (a == b) return !f64_is_nan(a);
  return f64_is_zero(a | b);
}

export function f64_ne(a: u64, b: u64): bool {
  if (a == b) return f64_is_nan(a);
  return !f64_is_zero(a | b);
}

export function f64_lt(a: u64, b: u64): bool {
  if (f64_is_nan(a)) return false;
  if (f64_is_nan(b)) return false;
  if (<i32>high(a & b) < 0) return a > b;
  if (<i64>a >= <i64>b) return false;
  return !f64_is_zero(a | b);
}

export function f64_le(a: u64, b: u64): bool {
  if (f64_is_nan(a)) return false;
  if (f64_is_nan(b)) return false;
  if (<i32>high(a & b) < 0) return a >= b;
  if (<i64>a <= <i64>b) return true;
  return f64_is_zero(a | b);
}

export function f64_gt(a: u64, b: u64): bool {
  return f64_lt(b, a);
}

export function f64_ge(a: u64, b: u64): bool {
  return f64_le(b, a);
}
