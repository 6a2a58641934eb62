import { interpolate } from '../arith/interpolate';
import { requantize } from '../arith/requantize';

/** exp of -10 .. 0, and 1 / (1 + x) of 0 .. 1: each 512 steps and one value more. */
const EXP: usize = 8;
const RECIPROCAL: usize = EXP + 2 * 513;

/**
 * Softmax over rows (tensorflow/lite/kernels/internal/reference/softmax.h, SoftmaxInt16). At most 65,536 values a row, whose sum
 * fits s32. Output scale 1/32768, zero 0.
 * @param x  s16[rows, depth]
 * @param y  s16[rows, depth]; it may lie over x
 * @param p  s32: multiplier and shift that bring distances to 10/65535; s16[513] exp, s16[513] reciprocal, both Q0.15
 */
export function softmax_s16(x: usize, y: usize, p: usize, rows: i32, depth: usize): void {
  const multiplier = load<i32>(p);
  const shift = load<i32>(p, 4);
  do {
    const end = x + (depth << 1);
    let largest: i32 = i16.MIN_VALUE;
    for (let at = x; at != end; at += 2) largest = max(largest, <i32>load<i16>(at));
    let sum = 0;
    let to = y;
    do {
      const distance = requantize(<i32>load<i16>(x) - largest, multiplier, shift);
      const exp = interpolate(max(distance + 32767, -32768), p + EXP);
      store<i16>(to, exp);
      sum += exp;
      x += 2;
      to += 2;
    } while (x != end);
    // The sum as 1 + fraction, the fraction from -32768 on in 65536 steps.
    const headroom = <i32>clz(sum);
    const fraction = <i32>((((<u32>sum) << (headroom - 1)) + (1 << 13)) >>> 14) - (3 << 15);
    const reciprocal = interpolate(min(fraction, 32767), p + RECIPROCAL);
    const right = 31 - headroom;
    const half = 1 << (right - 1);
    do {
      store<i16>(y, min((<i32>load<i16>(y) * reciprocal + half) >> right, 32767));
      y += 2;
    } while (y != to);
    rows--;
  } while (rows);
}
