import { from_offset_binary } from './offset_binary';

/** Bits of the multiplier's lower and middle pieces; 11 are left for the upper one. */
const PIECE = 10;
const UPPER = 11;

/**
 * `requantize`, the output's zero point and saturation to s8, for cores that multiply to 32 bits only. In three pieces the
 * product without its lowest 20 bits is exact; the two roundings are those of the definition, the second one of ties away
 * from zero. A negative sum whose high product is 0 stays 0: half - 1 is not negative.
 * @param x   |x| < 2^20
 * @param at  the channel's five words: pieces of the multiplier from the lowest on; half of the right shift's unit plus
 *            (zero + 128) units; in the upper five bits the right shift, 1 .. 22
 * @returns   the output, of which the low byte counts
 */
@inline
export function requantize_pieces(x: i32, at: usize): i32 {
  let product = (x * load<i32>(at)) >> PIECE;
  product = (product + x * load<i32>(at, 4)) >> PIECE;
  product += x * load<i32>(at, 8);
  const high = load<i32>(at, 12) + (x >> 31) + (product >> UPPER) + ((product >>> (UPPER - 1)) & 1);
  return from_offset_binary(high >> (load<i32>(at, 16) >>> 27));
}
