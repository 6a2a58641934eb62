import { from_offset_binary } from './offset_binary';

/** Bits of each of the three pieces of a multiplier. */
const PIECE = 9;

/**
 * A sum as an output of s8, for cores that multiply to 32 bits only: floor((m · x) / 2^18) in three products, m in three
 * pieces of 9 bits, then an offset and a shift. Below zero the reference rounds ties the other way, which moves its steps by
 * one unit of the first rounding, 2^9 here. Which multiplier and offset give exactly the reference's steps is found, and
 * proven, at build time: `host/compile/rescale-armv6m.ts`.
 * @param x   |x| < 2^22
 * @param at  the channel's five words: pieces of m from the lowest on, offset, exponent in the upper five bits, where nobody
 *            doubts that it is less than 32
 * @returns   the output, of which the low byte counts
 */
@inline
export function rescale_armv6m(x: i32, at: usize): i32 {
  let scaled = (x * load<i32>(at)) >> PIECE;
  scaled = (scaled + x * load<i32>(at, 4)) >> PIECE;
  scaled += x * load<i32>(at, 8);
  scaled += load<i32>(at, 12) - ((x >>> 31) << PIECE);
  return from_offset_binary(scaled >> (load<i32>(at, 16) >>> 27));
}
