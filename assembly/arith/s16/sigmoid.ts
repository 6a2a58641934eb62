// Sigmoid and hyperbolic tangent of 16 bits, interpolated in one table of 256 values u16 of the sigmoid at steps of 1/24
// (tensorflow/lite/kernels/internal/reference/integer_ops/logistic.h, tanh.h).

function abs(x: i32): u32 {
  return x < 0 ? 0 - x : x;
}

/** @param x  Q4.11, times 3 (Q6.11 where one is 2^11 · 24 / 8) @returns Q0.15 */
export function sigmoid_s16(x: i32, table: usize): i32 {
  const magnitude = abs(x);
  const at = magnitude >>> 9;
  let result: u32 = 0x7fff << 10;
  if (at < 255) {
    const entry = table + (at << 1);
    const low = <u32>load<u16>(entry);
    result = (low << 9) + (magnitude & 0x1ff) * (<u32>load<u16>(entry, 2) - low);
  }
  return <i32>((x >= 0 ? result + 512 : (1 << 25) - result + 511) >>> 10);
}

/** @param x  Q3.12, times 3 @returns Q0.15 */
export function tanh_s16(x: i32, table: usize): i32 {
  const magnitude = abs(x);
  const at = magnitude >>> 8;
  let result = 0xffff << 8;
  if (at < 255) {
    const entry = table + (at << 1);
    const low = <i32>load<u16>(entry);
    result = (low << 8) + <i32>(magnitude & 0xff) * (<i32>load<u16>(entry, 2) - low);
  }
  return (x >= 0 ? result - (1 << 23) + 128 : (1 << 23) - result + 127) >> 8;
}
