import { smmlar } from '../dsp';

/**
 * `requantize`, the output's zero point and saturation to s8 in five instructions. The doubled high product is SMMULR of
 * the doubled accumulator; the second rounding's half, less one below zero (ties away from it), and the zero point, shifted
 * left, are what SMMLAR adds. A negative accumulator whose high product is 0 stays 0: half - 1 is not negative.
 * @param x         |x| < 2^30
 * @param offset    half + (zero << exponent), half = 2^(exponent - 1); |x| + |offset| < 2^31 - 1
 * @param exponent  1 .. 31, right shift
 */
@inline
export function requantize_to_s8(x: i32, multiplier: i32, offset: i32, exponent: i32): i32 {
  return requantize_doubled_to_s8(x << 1, multiplier, offset, exponent);
}

/** The same of 2x. */
@inline
export function requantize_doubled_to_s8(doubled: i32, multiplier: i32, offset: i32, exponent: i32): i32 {
  return min(max(smmlar(doubled, multiplier, offset + (doubled >> 31)) >> exponent, -128), 127);
}
