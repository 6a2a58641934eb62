/**
 * Signs of numbers, 32 to a word along the last axis: 1 where one is below zero, or false; bits behind the last are 0
 * (larq_compute_engine/core/bitpacking/bitpack.h). T is f32, i8 or, for bool, u8.
 * @param x     T[rows, channels]
 * @param y     u32[rows, channels / 32]
 * @param zero  zero point of an s8
 */
export function lce_quantize<T>(x: usize, y: usize, rows: i32, channels: i32, zero: i32): void {
  do {
    let left = channels;
    do {
      const count = min(32, left);
      let word: u32 = 0;
      for (let bit = 0; bit < count; bit++) {
        word = (word >> 1) | (sign_of<T>(x, zero) << 31);
        x += sizeof<T>();
      }
      store<u32>(y, word >> (32 - count));
      y += 4;
      left -= count;
    } while (left);
    rows--;
  } while (rows);
}


@inline
function sign_of<T>(x: usize, zero: i32): u32 {
  if (isFloat<T>()) return u32(load<T>(x) < 0);
  if (isSigned<T>()) return (<u32>(<i32>load<T>(x) - zero)) >> 31;
  return u32(load<T>(x) == 0);
}
