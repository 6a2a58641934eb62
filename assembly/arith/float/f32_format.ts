// binary32 of IEEE 754, as bits: sign 31, exponent 30..23 biased by 127, fraction 22..0.

export const SIGN: u32 = 0x80000000;
export const INFINITY: u32 = 0x7f800000;
/**
 * Every NaN result is this one: the core specification (4.3.3) wants a canonical NaN unless an operand is one that is not, and
 * then any with the quiet bit set; its deterministic profile wants exactly this.
 */
export const NAN: u32 = 0x7fc00000;

export function f32_exponent(a: u32): u32 {
  return (a << 1) >>> 24;
}

export function f32_is_nan(a: u32): bool {
  return a << 1 > INFINITY << 1;
}

/** 2^24 · a for a number below the overflow: subnormal numbers become normal ones. */
export function f32_scaled(a: u32): u32 {
  if (f32_exponent(a) != 0) return a + (24 << 23);
  let x = a & ~SIGN;
  let exponent: u32 = 24 << 23;
  do {
    x <<= 1;
    exponent -= 1 << 23;
  } while (x >>> 23 == 0);
  return (a & SIGN) | (x + exponent);
}
