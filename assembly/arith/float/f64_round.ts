import { f64_exponent, f64_is_nan, f64_is_zero, high, join, NAN, SIGN } from './f64_format';

const ONE: u32 = 0x3ff00000;
const HALF: u32 = 0x3fe00000;
/** Exponent fields from which on all numbers are integers, and of 1. */
const WHOLE: u32 = 1075;
const UNIT: u32 = 1023;

export function f64_ceil(a: u64): u64 {
  return <i32>high(a) < 0 ? f64_trunc(a) : away_from_zero(a);
}

export function f64_floor(a: u64): u64 {
  return <i32>high(a) < 0 ? away_from_zero(a) : f64_trunc(a);
}

export function f64_trunc(a: u64): u64 {
  const exponent = f64_exponent(a);
  if (exponent >= WHOLE) return whole(a);
  if (exponent < UNIT) return a & join(SIGN, 0);
  return a & ~fraction_mask(exponent);
}

/** To the nearest integer, ties to even. */
export function f64_nearest(a: u64): u64 {
  const exponent = f64_exponent(a);
  if (exponent >= WHOLE) return whole(a);
  if (exponent < UNIT) return join((high(a) & SIGN) | (a << 1 > join(HALF << 1, 0) ? ONE : 0), 0);
  const mask = fraction_mask(exponent);
  return (a + (mask >>> 1) + u64((a & (mask + 1)) != 0)) & ~mask;
}

/** A carry out of the fraction makes the exponent one more, as it should. */
function away_from_zero(a: u64): u64 {
  const exponent = f64_exponent(a);
  if (exponent >= WHOLE) return whole(a);
  if (exponent < UNIT) return f64_is_zero(a) ? a : join((high(a) & SIGN) | ONE, 0);
  const mask = fraction_mask(exponent);
  return (a + mask) & ~mask;
}

function whole(a: u64): u64 {
  return f64_is_nan(a) ? NAN : a;
}

/** The bits below 1. */
function fraction_mask(exponent: u32): u64 {
  const upper = UNIT + 20;
  return exponent < upper
    ? join(0x000fffff >>> (exponent - UNIT), u32.MAX_VALUE)
    : <u64>(u32.MAX_VALUE >>> (exponent - upper));
}
