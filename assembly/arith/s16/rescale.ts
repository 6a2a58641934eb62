/**
 * Rescales a sum of 64 bits by `multiplier · 2^(shift - 15)`, rounding once, ties upwards
 * (tensorflow/lite/kernels/internal/common.cc, MultiplyByQuantizedMultiplier of int64).
 * @param x          -2^47 .. 2^47 - 1
 * @param multiplier the upper 16 bits of the reference's, rounded: 2^14 .. 2^15 - 1, or 0
 * @param shift      -31 .. 8
 */
export function rescale_wide(x: i64, multiplier: i32, shift: i32): i32 {
  const bits = <i64>(15 - shift);
  return <i32>((x * <i64>multiplier + ((<i64>1) << (bits - 1))) >> bits);
}

/**
 * The same for a sum of 32 bits and shifts below -1, in words: x · m = high · m · 2^16 + low · m, and the lower 16 bits of that
 * are below what is rounded.
 * @param steps -2 - shift
 */
export function rescale_word(x: i32, multiplier: i32, steps: i32): i32 {
  const product = (x >> 16) * multiplier + (((x & 0xffff) * multiplier) >>> 16);
  return ((product >> steps) + 1) >> 1;
}
