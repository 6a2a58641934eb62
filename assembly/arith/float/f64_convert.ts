import { high, join, low, SIGN } from './f64_format';
import { f64_pack } from './f64_pack';

export function f64_convert_i32_s(a: i32): u64 {
  const fill = a >> 31;
  return from_word(a & SIGN, (a ^ fill) - fill);
}

export function f64_convert_i32_u(a: u32): u64 {
  return from_word(0, a);
}

export function f64_convert_i64_s(a: i64): u64 {
  const fill = a >> 63;
  return from_double_word((<u32>fill) & SIGN, (a ^ fill) - fill);
}

export function f64_convert_i64_u(a: u64): u64 {
  return from_double_word(0, a);
}

function from_word(sign: u32, a: u32): u64 {
  if (a == 0) return 0;
  const shift = clz(a);
  const x = a << shift;
  return join((sign | ((1053 - shift) << 20)) + (x >>> 11), x << 21);
}

function from_double_word(sign: u32, a: u64): u64 {
  if (high(a) == 0) return from_word(sign, low(a));
  const shift = clz(high(a));
  const x = a << shift;
  return f64_pack(sign | ((1085 - shift) << 20), x >>> 11, low(x) << 21);
}
