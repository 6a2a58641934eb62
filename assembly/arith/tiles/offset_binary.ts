/** An output plus 128, saturated to 0 .. 255, as s8: the low byte counts. */
@inline
export function from_offset_binary(output: i32): i32 {
  return (output >>> 8 ? ~(output >> 31) : output) - 128;
}
