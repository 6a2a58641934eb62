import { Rounds } from '../shared/rounds';

/** From here on every output saturates, whatever its zero point. */
const BEYOND: u32 = 1 << 23;

/**
 * Rescales as XNNPACK does, in whole numbers.
 * @param multiplier  of `Rounds.FLOAT32` the 24 bits of a float32, from the highest but one on
 * @param shift       with what `Rounds` adds to it
 */
export function round_otherwise(x: i32, multiplier: i32, shift: i32): i32 {
  if (shift < Rounds.UP - Rounds.OTHERWISE) return round_as_float32(x, multiplier, shift - Rounds.FLOAT32);
  shift = Rounds.UP - shift;
  return (x + (1 << shift)) >> (shift + 1);
}

/**
 * f32.nearest(<f32>x * scale), scale = multiplier · 2^(shift - 31), limited to ±2^23: the word, its product and the result are
 * rounded to even, one after the other (google/XNNPACK, src/qs8-requantization/fp32-scalar-lrintf.c).
 */
function round_as_float32(x: i32, multiplier: i32, shift: i32): i32 {
  if (x == 0 || multiplier == 0) return 0;
  const magnitude = <u32>(x < 0 ? 0 - x : x);
  const zeros = clz(magnitude);
  // 47 or 48 bits, one more where the word has become 2^24.
  let product = <u64>to_24_bits(magnitude << zeros) * <u64>((<u32>multiplier) >>> 7);
  let exponent = 7 + shift - zeros;
  if (product >>> 47) exponent++;
  else product <<= 1;
  // The last bits only say whether there is more.
  const rounded = to_24_bits((<u32>(product >>> 16)) | u32((product & 0xffff) != 0));
  let result = BEYOND;
  if (exponent < 0) result = exponent < -25 ? 0 : to_even(rounded, 0 - exponent);
  return x < 0 ? 0 - result : result;
}

/** A word without its lowest 8 bits, the next one to even: up to 2^24. */
function to_24_bits(word: u32): u32 {
  return (word >>> 8) + (((word & 0xff) + ((word >>> 8) & 1) + 0x7f) >>> 8);
}

/** Right shift by 1 .. 25, to nearest, ties to even. */
function to_even(x: u32, shift: i32): u32 {
  const whole = x >>> shift;
  const half = (<u32>1) << (shift - 1);
  const rest = x & (2 * half - 1);
  return whole + ((rest + (whole & 1) + half - 1) >>> shift);
}
