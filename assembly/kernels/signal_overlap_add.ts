import { clamp } from '../arith/requantize';

/**
 * Frames that overlap, added up (tflite-micro, signal/src/overlap_add.cc): each frame brings `step` sums to their end.
 * @param x      s16[rows, frames, size]
 * @param state  s16[rows, size], sums so far; the last `step` are zero
 * @param y      s16[rows, frames, step]
 */
export function signal_overlap_add(
  x: usize,
  state: usize,
  y: usize,
  rows: i32,
  frames: i32,
  size: usize,
  step: usize,
): void {
  do {
    for (let frame = frames; frame; frame--) {
      for (let i: usize = 0; i < size; i++) {
        const sum = clamp(<i32>load<i16>(x) + <i32>load<i16>(state + (i << 1)), -32768, 32767);
        if (i < step) {
          store<i16>(y, sum);
          y += 2;
        } else store<i16>(state + ((i - step) << 1), sum);
        x += 2;
      }
      memory.fill(state + ((size - step) << 1), 0, step << 1);
    }
    state += size << 1;
    rows--;
  } while (rows);
}
