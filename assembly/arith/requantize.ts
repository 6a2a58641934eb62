import { Rounds } from '../shared/rounds';
import { round_otherwise } from './round_otherwise';

/**
 * Rescales a 32-bit accumulator by `multiplier · 2^(shift - 31)`, rounding twice as TensorFlow Lite Micro does by default:
 * the high half of the doubled product to nearest, then the right shift to nearest, ties away from zero
 * (tensorflow/lite/kernels/internal/common.h, MultiplyByQuantizedMultiplier).
 * @param multiplier 2^30 .. 2^31 - 1, or 0 for a channel too small to matter
 * @param shift      -31 .. 30; a positive one shifts the accumulator left first, wrapping; in modules that round in other ways, too,
 *                   see `Rounds`
 */
export function requantize(x: i32, multiplier: i32, shift: i32): i32 {
  if (isDefined(ROUNDS_OTHERWISE)) {
    if (shift > Rounds.OTHERWISE) return round_otherwise(x, multiplier, shift);
  }
  if (shift > 0) {
    x <<= shift;
    shift = 0;
  }
  // The reference's "nudge" and truncating division by 2^31 equal this flooring shift for every product.
  const high = <i32>((<i64>x * <i64>multiplier + 0x40000000) >> 31);
  if (shift == 0) return high;
  const exponent = 0 - shift;
  const mask = (1 << exponent) - 1;
  const threshold = (mask >> 1) + (high >>> 31);
  return (high >> exponent) + i32((high & mask) > threshold);
}

/** `x` within `low` .. `high`. */
export function clamp(x: i32, low: i32, high: i32): i32 {
  x = select(low, x, x < low);
  return select(high, x, x > high);
}
