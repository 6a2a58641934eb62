import { recall, remember } from '../arith/history';

/**
 * Frames that overlap, cut from samples (tflite-micro, signal/micro/kernels/framer.cc). A frame that needs samples from before the
 * first is zero; the reference leaves it as its memory was.
 * @param x      s16[rows, frames, step]
 * @param state  how many steps there were, up to `wait`, in 4 bytes; s16[rows, kept], the latest last
 * @param y      s16[rows, frames, size], size <= kept + step
 * @param valid  bool, true where no frame needed such samples
 * @param wait   steps before the first whole frame
 * @param step   bytes, as `size` and `kept` are
 */
export function signal_framer(
  x: usize,
  state: usize,
  y: usize,
  valid: usize,
  rows: i32,
  frames: i32,
  wait: i32,
  step: usize,
  size: usize,
  kept: usize,
): void {
  const missing = wait - load<i32>(state);
  store<u8>(valid, missing == 0);
  store<i32>(state, wait - max(missing - frames, 0));
  state += 4;
  do {
    for (let frame = 0; frame < frames; frame++) {
      if (frame < missing) memory.fill(y, 0, size);
      else recall(state, kept, x, y, size);
      remember(state, kept, x, step);
      x += step;
      y += size;
    }
    state += kept;
    rows--;
  } while (rows);
}
