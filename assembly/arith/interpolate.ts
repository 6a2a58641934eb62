/**
 * Between the entries of a table (tensorflow/lite/kernels/internal/common.h, LUTLookup).
 * @param x     -32768 .. 32767
 * @param table s16[513] of x / 128 + 256
 */
export function interpolate(x: i32, table: usize): i32 {
  const entry = table + ((256 + (x >> 7)) << 1);
  const base = <i32>load<i16>(entry);
  const slope = <i32>load<i16>(entry, 2) - base;
  return base + ((slope * (x & 0x7f) + 64) >> 7);
}
