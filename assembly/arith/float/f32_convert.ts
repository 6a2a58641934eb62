import { SIGN } from './f32_format';

export function f32_convert_i32_s(a: i32): u32 {
  const fill = a >> 31;
  return from_word(a & SIGN, (a ^ fill) - fill);
}

export function f32_convert_i32_u(a: u32): u32 {
  return from_word(0, a);
}

export function f32_convert_i64_s(a: i64): u32 {
  const fill = a >> 63;
  return from_double_word((<u32>fill) & SIGN, (a ^ fill) - fill);
}

export function f32_convert_i64_u(a: u64): u32 {
  return from_double_word(0, a);
}

function from_word(sign: u32, a: u32): u32 {
  if (a == 0) return 0;
  const shift = clz(a);
  return nearest(sign, a << shift, 158 - shift);
}

function from_double_word(sign: u32, a: u64): u32 {
  const hi = <u32>(a >>> 32);
  const lo = <u32>a;
  if (hi == 0) return from_word(sign, lo);
  const shift = clz(hi);
  return nearest(sign, (hi << shift) | ((lo >>> 1) >>> (31 - shift)) | u32(lo << shift != 0), 190 - shift);
}

/** x · 2^(exponent - 158) for x from 2^31; bit 0 also stands for what is lost below it. */
function nearest(sign: u32, x: u32, exponent: u32): u32 {
  const kept = x >>> 8;
  // More than half is lost, or just half from an odd number.
  return (sign | ((exponent - 1) << 23)) + kept + u32((x << 24) + (kept & 1) > 0x80000000);
}
