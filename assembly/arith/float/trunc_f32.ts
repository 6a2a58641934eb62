import { f32_exponent, f32_is_nan, SIGN } from './f32_format';

// Exponent fields from which on a type does not hold all: 127 + 31, + 32, + 63, + 64.

export function i32_trunc_f32_s(a: u32): i32 {
  if (f32_exponent(a) >= 158) {
    if (a != 0xcf000000) unreachable();
    return i32.MIN_VALUE;
  }
  const x = word(a);
  return <i32>a < 0 ? 0 - x : x;
}

export function i32_trunc_f32_u(a: u32): u32 {
  if (f32_exponent(a) >= (<i32>a < 0 ? 127 : 159)) unreachable();
  return word(a);
}

export function i64_trunc_f32_s(a: u32): i64 {
  if (f32_exponent(a) >= 190) {
    if (a != 0xdf000000) unreachable();
    return i64.MIN_VALUE;
  }
  const x = <i64>double_word(a);
  return <i32>a < 0 ? 0 - x : x;
}

export function i64_trunc_f32_u(a: u32): u64 {
  if (f32_exponent(a) >= (<i32>a < 0 ? 127 : 191)) unreachable();
  return double_word(a);
}

export function i32_trunc_sat_f32_s(a: u32): i32 {
  if (f32_exponent(a) < 158) return i32_trunc_f32_s(a);
  if (f32_is_nan(a)) return 0;
  return <i32>a < 0 ? i32.MIN_VALUE : i32.MAX_VALUE;
}

export function i32_trunc_sat_f32_u(a: u32): u32 {
  if (<i32>a < 0) return 0;
  if (f32_exponent(a) < 159) return word(a);
  return f32_is_nan(a) ? 0 : u32.MAX_VALUE;
}

export function i64_trunc_sat_f32_s(a: u32): i64 {
  if (f32_exponent(a) < 190) return i64_trunc_f32_s(a);
  if (f32_is_nan(a)) return 0;
  return <i32>a < 0 ? i64.MIN_VALUE : i64.MAX_VALUE;
}

export function i64_trunc_sat_f32_u(a: u32): u64 {
  if (<i32>a < 0) return 0;
  if (f32_exponent(a) < 191) return double_word(a);
  return f32_is_nan(a) ? 0 : u64.MAX_VALUE;
}

/** The magnitude's integer part, below 2^32. */
function word(a: u32): u32 {
  const exponent = f32_exponent(a);
  return exponent < 127 ? 0 : ((a << 8) | SIGN) >>> (158 - exponent);
}

/** The same, below 2^64. */
function double_word(a: u32): u64 {
  const exponent = f32_exponent(a);
  if (exponent < 159) return word(a);
  const x = (a << 8) | SIGN;
  return ((<u64>(x >>> (190 - exponent))) << 32) | ((x << (exponent - 159)) << 1);
}
