import { f32_exponent, f32_is_nan, NAN, SIGN } from './f32_format';

const ONE: u32 = 0x3f800000;
const HALF: u32 = 0x3f000000;
/** Exponent fields from which on all numbers are integers, and of 1. */
const WHOLE: u32 = 150;
const UNIT: u32 = 127;

export function f32_ceil(a: u32): u32 {
  return <i32>a < 0 ? f32_trunc(a) : away_from_zero(a);
}

export function f32_floor(a: u32): u32 {
  return <i32>a < 0 ? away_from_zero(a) : f32_trunc(a);
}

export function f32_trunc(a: u32): u32 {
  const exponent = f32_exponent(a);
  if (exponent >= WHOLE) return whole(a);
  if (exponent < UNIT) return a & SIGN;
  return a & ~fraction_mask(exponent);
}

/** To the nearest integer, ties to even. */
export function f32_nearest(a: u32): u32 {
  const exponent = f32_exponent(a);
  if (exponent >= WHOLE) return whole(a);
  if (exponent < UNIT) return (a & SIGN) | (a << 1 > HALF << 1 ? ONE : 0);
  const odd = (a >>> (WHOLE - exponent)) & 1;
  const mask = fraction_mask(exponent);
  return (a + (mask >>> 1) + odd) & ~mask;
}

/** A carry out of the fraction makes the exponent one more, as it should. */
function away_from_zero(a: u32): u32 {
  const exponent = f32_exponent(a);
  if (exponent >= WHOLE) return whole(a);
  if (exponent < UNIT) return a << 1 == 0 ? a : (a & SIGN) | ONE;
  const mask = fraction_mask(exponent);
  return (a + mask) & ~mask;
}

function whole(a: u32): u32 {
  return f32_is_nan(a) ? NAN : a;
}

/** The bits below 1. */
function fraction_mask(exponent: u32): u32 {
  return 0x007fffff >>> (exponent - UNIT);
}
