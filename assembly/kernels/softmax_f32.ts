import { largest_f32 } from '../arith/real/largest';
import { exp_f32 } from './exp_f32';

/**
 * Softmax over rows (tensorflow/lite/kernels/internal/reference/softmax.h).
 * @param x      f32[rows, depth]
 * @param y      f32[rows, depth]; may begin at or before x and lie over it
 * @param table  what `exp_f32` takes
 */
export function softmax_f32(x: usize, y: usize, rows: i32, depth: usize, beta: f32, table: usize): void {
  do {
    const largest = largest_f32(x, depth);
    const end = x + (depth << 2);
    const first = y;
    let sum: f32 = 0;
    do {
      const power = exp_f32((load<f32>(x) - largest) * beta, table);
      store<f32>(y, power);
      sum += power;
      x += 4;
      y += 4;
    } while (x != end);
    for (let at = first; at != y; at += 4) store<f32>(at, load<f32>(at) / sum);
    rows--;
  } while (rows);
}
