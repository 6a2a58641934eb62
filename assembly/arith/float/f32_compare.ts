import { f32_is_nan } from './f32_format';

// A NaN equals nothing, is less than nothing and greater than nothing; zeros are equal. Negative numbers fall as their bits rise.

export function f32_eq(a: u32, b: u32): bool {
  if (a == b) return !f32_is_nan(a);
  return (a | b) << 1 == 0;
}

export function f32_ne(a: u32, b: u32): bool {
  if (a == b) return f32_is_nan(a);
  return (a | b) << 1 != 0;
}

export function f32_lt(a: u32, b: u32): bool {
  if (f32_is_nan(a)) return false;
  if (f32_is_nan(b)) return false;
  if (<i32>(a & b) < 0) return a > b;
  if (<i32>a >= <i32>b) return false;
  return (a | b) << 1 != 0;
}

export function f32_le(a: u32, b: u32): bool {
  if (f32_is_nan(a)) return false;
  if (f32_is_nan(b)) return false;
  if (<i32>(a & b) < 0) return a >= b;
  if (<i32>a <= <i32>b) return true;
  return (a | b) << 1 == 0;
}

export function f32_gt(a: u32, b: u32): bool {
  return f32_lt(b, a);
}

export function f32_ge(a: u32, b: u32): bool {
  return f32_le(b, a);
}
