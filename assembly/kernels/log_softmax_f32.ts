import { largest_f32 } from '../arith/real/largest';
import { exp_f32 } from './exp_f32';
import { log_f32 } from './log_f32';

/** Bytes of what `exp_f32` takes. */
const EXP_BYTES = 256;

/**
 * The logarithm of softmax over rows (tensorflow/lite/kernels/internal/reference/log_softmax.h).
 * @param x       f32[rows, depth]
 * @param y       f32[rows, depth]; may begin at or before x and lie over it
 * @param tables  what `exp_f32` takes, then what `log_f32` takes
 */
export function log_softmax_f32(x: usize, y: usize, rows: i32, depth: usize, tables: usize): void {
  do {
    const largest = largest_f32(x, depth);
    const end = x + (depth << 2);
    let sum: f32 = 0;
    for (let at = x; at != end; at += 4) sum += exp_f32(load<f32>(at) - largest, tables);
    const logarithm = log_f32(sum, tables + EXP_BYTES);
    do {
      store<f32>(y, load<f32>(x) - largest - logarithm);
      x += 4;
      y += 4;
    } while (x != end);
    rows--;
  } while (rows);
}
