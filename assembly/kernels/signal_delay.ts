import { recall, remember } from '../arith/history';

/**
 * Samples as they were some time ago (tflite-micro, signal/micro/kernels/delay.cc).
 * @param x      s16[rows, n]
 * @param state  s16[rows, delay], the latest last
 * @param y      s16[rows, n]
 * @param n      bytes, as `delay` is
 */
export function signal_delay(x: usize, state: usize, y: usize, rows: i32, n: usize, delay: usize): void {
  do {
    recall(state, delay, x, y, n);
    remember(state, delay, x, n);
    x += n;
    y += n;
    state += delay;
    rows--;
  } while (rows);
}
