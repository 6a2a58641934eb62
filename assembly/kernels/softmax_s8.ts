import { doubling_high_multiply, reciprocal_of_one_plus, rounding_shift_right } from '../arith/fixed_point';

/**
 * Softmax over rows (tensorflow/lite/kernels/internal/reference/softmax.h): exp of the distance to the row's largest value
 * is a table, since the distance has 256 possible values; the rest is integer arithmetic. At most 4,095 values a row. Output
 * scale 1/256, zero -128, or 1/65536, -32768. Where more than 511 values share a row so evenly that none is half of 1/256, the
 * reference stops; here all are 0.
 * @param x     s8[rows, depth]
 * @param y     T[rows, depth], T of 8 or 16 bits
 * @param exp   s32[256], Q0.31, indexed by the distance; 0 where the reference skips the element
 */
export function softmax_s8<T>(x: usize, y: usize, exp: usize, rows: i32, depth: i32): void {
  do {
    const end = x + depth;
    let largest: i32 = -128;
    for (let at = x; at != end; at++) largest = max(largest, <i32>load<i8>(at));
    let sum = 0;
    for (let at = x; at != end; at++) sum += rounding_shift_right(exp_at(exp, largest, at), 12);
    const headroom = <i32>clz(sum);
    const scale = reciprocal_of_one_plus((sum << headroom) ^ i32.MIN_VALUE);
    const bits: i32 = sizeof<T>() << 3;
    const lowest = -(1 << (bits - 1));
    // 12 integer bits in the sum, 31 fraction bits in the product, 8 or 16 bits wanted.
    const shift = 12 - headroom + 31 - bits;
    if (bits == 8 && depth > 511 && shift > 31) {
      for (; x != end; x++) store<T>(y++, <T>lowest);
    }
    while (x != end) {
      const probability = rounding_shift_right(doubling_high_multiply(scale, exp_at(exp, largest, x)), shift);
      store<T>(y, <T>min(probability + lowest, ~lowest));
      x++;
      y += sizeof<T>();
    }
    rows--;
  } while (rows);
}

function exp_at(exp: usize, largest: i32, at: usize): i32 {
  return load<i32>(exp + ((largest - <i32>load<i8>(at)) << 2));
}
