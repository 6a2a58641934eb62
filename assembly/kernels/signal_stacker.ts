import { recall, remember } from '../arith/history';

/**
 * Frames side by side with those before and behind them (tflite-micro, signal/micro/kernels/stacker.cc). Where a stack is not due,
 * it is zero; the reference leaves it as its memory was.
 * @param x       s16[size]
 * @param state   in 4 bytes 1 more than the frames that the next stack has, 0 before the first; s16[frames - 1, size], the latest last
 * @param y       s16[frames, size]
 * @param valid   bool, whether a stack was due
 * @param size    bytes
 * @param before  how often the first frame stands before itself, less than `frames`
 * @param step    frames from stack to stack, 1 to `frames`
 */
export function signal_stacker(
  x: usize,
  state: usize,
  y: usize,
  valid: usize,
  size: usize,
  before: i32,
  frames: i32,
  step: i32,
): void {
  const kept = size * (frames - 1);
  const bytes = kept + size;
  const past = state + 4;
  let held = load<i32>(state) - 1;
  if (held < 0) for (held = 0; held < before; held++) remember(past, kept, x, size);
  held++;
  const isDue = held == frames;
  store<u8>(valid, isDue);
  if (isDue) {
    recall(past, kept, x, y, bytes);
    held -= step;
  } else memory.fill(y, 0, bytes);
  remember(past, kept, x, size);
  store<i32>(state, held + 1);
}
