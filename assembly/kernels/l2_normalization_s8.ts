import { inverse_root } from '../arith/inverse_root';
import { clamp, requantize } from '../arith/requantize';

/**
 * Rows brought to length 1 (tensorflow/lite/kernels/internal/reference/integer_ops/l2normalization.h). At most 33,025 values a
 * row, whose squares' sum fits s32. Output scale 1/128, zero 0.
 * @param x     s8[rows, depth]
 * @param y     s8[rows, depth]; it may lie over x
 * @param zero  of x
 */
export function l2_normalization_s8(x: usize, y: usize, zero: i32, rows: i32, depth: usize): void {
  do {
    const end = x + depth;
    let sum = 0;
    for (let at = x; at != end; at++) {
      const value = <i32>load<i8>(at) - zero;
      sum += value * value;
    }
    const root = inverse_root(sum);
    const multiplier = <i32>root;
    const shift = <i32>(root >> 32) + 7;
    do {
      store<i8>(y, clamp(requantize(<i32>load<i8>(x) - zero, multiplier, shift), -128, 127));
      x++;
      y++;
    } while (x != end);
    rows--;
  } while (rows);
}
