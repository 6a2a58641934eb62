import { smmlar } from '../dsp';

/**
 * `requantize`, the output's zero point and saturation to s8 in three instructions. The doubled high product is SMMLAR of the
 * accumulator with the doubled multiplier, which needs 33 bits: its top bit is the accumulator added once more. The second
 * rounding is another SMMLAR, whose ties go up; those below zero go down because the factor is a little more than the power of
 * two (`shortRescale` in host/compile/rescale-dsp.ts says when that changes nothing else).
 * @param multiplier  twice the multiplier, less 2^32
 * @param factor      2^(32 - exponent), exponent 2 .. 31, and 1 more where sums below zero matter
 */
@inline
export function rescale_to_s8(x: i32, multiplier: i32, factor: i32, zero: i32): i32 {
  return min(max(smmlar(smmlar(x, multiplier, x), factor, zero), -128), 127);
}

/**
 * The same of 2x in four, for exponents that are too large for `rescale_to_s8`. The half of the second rounding, less one
 * below zero (ties away from it), and the zero point, shifted left, are what SMMLAR adds. A negative accumulator whose high
 * product is 0 stays 0: half - 1 is not negative.
 * @param doubled   2x, |x| < 2^30
 * @param offset    half + (zero << exponent), half = 2^(exponent - 1); |x| + |offset| < 2^31 - 1
 * @param exponent  1 .. 31, right shift
 */
@inline
export function requantize_doubled_to_s8(doubled: i32, multiplier: i32, offset: i32, exponent: i32): i32 {
  return min(max(smmlar(doubled, multiplier, offset + (doubled >> 31)) >> exponent, -128), 127);
}
