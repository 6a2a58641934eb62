/**
 * Adds the second one of two sums in a word, first + (second << 16), each of 16 bits with a sign, to a total: a negative
 * first one has borrowed from it, and then its sign bit is set. On ARMv6-M two instructions, ASRS and ADCS.
 */
@inline
export function add_second(total: i32, sums: i32): i32 {
  return total + (sums >> 16) + ((sums >>> 15) & 1);
}
