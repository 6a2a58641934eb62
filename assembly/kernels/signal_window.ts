import { clamp } from '../arith/requantize';

/**
 * Each number times its weight, shifted and saturated (tflite-micro, signal/src/window.cc).
 * @param x  s16[rows, n]
 * @param w  s16[n]
 * @param y  s16[rows, n], may be x
 */
export function signal_window(x: usize, w: usize, y: usize, rows: i32, n: usize, shift: i32): void {
  const end = w + (n << 1);
  do {
    let at = w;
    do {
      store<i16>(y, clamp((<i32>load<i16>(x) * <i32>load<i16>(at)) >> shift, -32768, 32767));
      x += 2;
      y += 2;
      at += 2;
    } while (at != end);
    rows--;
  } while (rows);
}
