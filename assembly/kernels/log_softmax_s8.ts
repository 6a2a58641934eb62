import { rounding_shift_right } from '../arith/fixed_point';
import { log_of_sum } from '../arith/logarithm';
import { clamp, requantize } from '../arith/requantize';

const EXP: usize = 12;
const DISTANCE: usize = EXP + 4 * 256;

/**
 * Logarithm of softmax over rows (tensorflow/lite/kernels/internal/reference/log_softmax.h): what a distance to the row's largest
 * value gives are tables, since there are 256 of them. At most 4,095 values a row. Output scale 1/16, zero 127.
 * @param x  s8[rows, depth]
 * @param y  s8[rows, depth]; it may lie over x
 * @param p  s32: the greatest difference that is too far, minus one; multiplier and shift from Q5.26 to differences;
 *           s32[256] exp of minus each distance, Q12.19; s32[256] minus each distance, Q5.26
 */
export function log_softmax_s8(x: usize, y: usize, p: usize, rows: i32, depth: usize): void {
  do {
    const end = x + depth;
    let largest: i32 = -128;
    for (let at = x; at != end; at++) largest = max(largest, <i32>load<i8>(at));
    let sum = 0;
    for (let at = x; at != end; at++) sum += load<i32>(p + EXP + ((largest - <i32>load<i8>(at)) << 2));
    const logarithm = log_of_sum(sum);
    // What is farther than this does not fit Q5.26.
    const fitting = requantize(logarithm + i32.MIN_VALUE, load<i32>(p, 4), load<i32>(p, 8));
    const least = max(load<i32>(p), fitting);
    do {
      const difference = <i32>load<i8>(x) - largest;
      let result = -128;
      if (difference > least) {
        const scaled = load<i32>(p + DISTANCE - (difference << 2)) - logarithm;
        result = clamp(rounding_shift_right(scaled, 22) + 127, -128, 127);
      }
      store<i8>(y, result);
      x++;
      y++;
    } while (x != end);
    rows--;
  } while (rows);
}
