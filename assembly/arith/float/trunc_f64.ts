import { f64_exponent, f64_is_nan, high, low, join, SIGN } from './f64_format';

// Exponent fields from which on a type does not hold all: 1023 + 31, + 32, + 63, + 64.

export function i32_trunc_f64_s(a: u64): i32 {
  if (f64_exponent(a) >= 1054) {
    if (high(a) != 0xc1e00000 || low(a) >>> 21 != 0) unreachable();
    return i32.MIN_VALUE;
  }
  const x = word(a);
  return <i32>high(a) < 0 ? 0 - x : x;
}

export function i32_trunc_f64_u(a: u64): u32 {
  if (f64_exponent(a) >= (<i32>high(a) < 0 ? 1023 : 1055)) unreachable();
  return word(a);
}

export function i64_trunc_f64_s(a: u64): i64 {
  if (f64_exponent(a) >= 1086) {
    if (a != 0xc3e0000000000000) unreachable();
    return i64.MIN_VALUE;
  }
  const x = <i64>double_word(a);
  return <i32>high(a) < 0 ? 0 - x : x;
}

export function i64_trunc_f64_u(a: u64): u64 {
  if (f64_exponent(a) >= (<i32>high(a) < 0 ? 1023 : 1087)) unreachable();
  return double_word(a);
}

export function i32_trunc_sat_f64_s(a: u64): i32 {
  if (f64_exponent(a) < 1054) return i32_trunc_f64_s(a);
  if (f64_is_nan(a)) return 0;
  return <i32>high(a) < 0 ? i32.MIN_VALUE : i32.MAX_VALUE;
}

export function i32_trunc_sat_f64_u(a: u64): u32 {
  if (<i32>high(a) < 0) return 0;
  if (f64_exponent(a) < 1055) return word(a);
  return f64_is_nan(a) ? 0 : u32.MAX_VALUE;
}

export function i64_trunc_sat_f64_s(a: u64): i64 {
  if (f64_exponent(a) < 1086) return i64_trunc_f64_s(a);
  if (f64_is_nan(a)) return 0;
  return <i32>high(a) < 0 ? i64.MIN_VALUE : i64.MAX_VALUE;
}

export function i64_trunc_sat_f64_u(a: u64): u64 {
  if (<i32>high(a) < 0) return 0;
  if (f64_exponent(a) < 1087) return double_word(a);
  return f64_is_nan(a) ? 0 : u64.MAX_VALUE;
}

/** The significand from its leading bit on. */
function upper(a: u64): u32 {
  return (high(a) << 11) | (low(a) >>> 21) | SIGN;
}

/** The magnitude's integer part, below 2^32. */
function word(a: u64): u32 {
  const exponent = f64_exponent(a);
  return exponent < 1023 ? 0 : upper(a) >>> (1054 - exponent);
}

/** The same, below 2^64. */
function double_word(a: u64): u64 {
  const exponent = f64_exponent(a);
  if (exponent < 1055) return word(a);
  const x = upper(a);
  const shift = 1086 - exponent;
  return join(x >>> shift, ((low(a) << 11) >>> shift) | ((x << 1) << (31 - shift)));
}
