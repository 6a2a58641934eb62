/**
 * One of two values for each sign (larq_compute_engine/tflite/kernels/quantization.cc). T is of 8 or 32 bits.
 * @param x         u32[rows, channels / 32]
 * @param y         T[rows, channels]
 * @param positive  of +1, which is 0
 * @param negative  of -1
 */
export function lce_dequantize<T>(x: usize, y: usize, rows: i32, channels: i32, positive: u32, negative: u32): void {
  const difference = positive ^ negative;
  do {
    let left = channels;
    do {
      const count = min(32, left);
      let word = load<u32>(x);
      for (let bit = 0; bit < count; bit++) {
        store<T>(y, <T>(positive ^ (difference & (0 - (word & 1)))));
        word >>= 1;
        y += sizeof<T>();
      }
      x += 4;
      left -= count;
    } while (left);
    rows--;
  } while (rows);
}
