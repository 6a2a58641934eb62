// binary64 of IEEE 754, as bits: sign 63, exponent 62..52 biased by 1023, fraction 51..0. Masks are of the upper word.

export const SIGN: u32 = 0x80000000;
export const INFINITY: u32 = 0x7ff00000;
/** The significand's leading bit, which is not stored. */
export const LEADING: u32 = 0x00100000;
/** Every NaN result, as for f32. */
export const NAN: u64 = 0x7ff8000000000000;

export function high(a: u64): u32 {
  return <u32>(a >>> 32);
}

export function low(a: u64): u32 {
  return <u32>a;
}

export function join(hi: u32, lo: u32): u64 {
  return ((<u64>hi) << 32) | (<u64>lo);
}

export function f64_exponent(a: u64): u32 {
  return (high(a) << 1) >>> 21;
}

export function f64_is_nan(a: u64): bool {
  return a << 1 > join(INFINITY << 1, 0);
}

export function f64_is_zero(a: u64): bool {
  return a << 1 == 0;
}

/** The upper word of a normal number's significand. */
export function f64_upper(a: u64): u32 {
  return ((high(a) << 11) | SIGN) >>> 11;
}

/** 2^54 · a for a number below the overflow: subnormal numbers become normal ones. */
export function f64_scaled(a: u64): u64 {
  if (f64_exponent(a) != 0) return a + join(54 << 20, 0);
  let x = a & ~join(SIGN, 0);
  let exponent: u32 = 54 << 20;
  do {
    x <<= 1;
    exponent -= LEADING;
  } while (high(x) < LEADING);
  return (a & join(SIGN, 0)) | (x + join(exponent, 0));
}
