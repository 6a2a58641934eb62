import { from_offset_binary } from './offset_binary';

/** Bits of the lower one of a multiplier's two pieces, and of a fraction of an output. */
const PIECE = 13;
const FRACTION = 19;

/**
 * A sum as an output of s8, for cores that multiply to 32 bits only: floor((m · x) / 2^13) in two products, then an offset, in
 * 2^-19 outputs. Which m and offset give exactly the reference's outputs is found, and proven, at build time; where outputs
 * below the zero point matter, mostly none do (ties are rounded the other way there): `host/compile/rescale-packed.ts`.
 * @param x       a sum without its bias, |x| < 2^18
 * @param offset  bias, zero point and rounding
 * @returns       the output, of which the low byte counts
 */
@inline
export function rescale_packed(x: i32, low: i32, high: i32, offset: i32): i32 {
  return from_offset_binary((((x * low) >> PIECE) + x * high + offset) >> FRACTION);
}
