import { clamp } from '../arith/requantize';
import { rescale_wide } from '../arith/s16/rescale';
import { MatMul } from '../shared/matmul_layout';

/**
 * Product of two matrices of 16 bits, zero points 0; sums are of 64 bits and rescaled once.
 * @param a, b  s16; rows, columns and depth lie as the constants say
 * @param y     s16[rows, columns], apart from a and b
 * @param p     fields `MatMul`; the multiplier is that of `rescale_wide`
 */
export function batch_matmul_s16(a: usize, b: usize, y: usize, p: usize): void {
  const stepA = load<i32>(p, MatMul.A_DEPTH);
  const stepB = load<i32>(p, MatMul.B_DEPTH);
  let rows = load<i32>(p, MatMul.ROWS);
  do {
    let column = b;
    let columns = load<i32>(p, MatMul.COLUMNS);
    do {
      let sum: i64 = 0;
      let fromA = a;
      let fromB = column;
      let depth = load<i32>(p, MatMul.DEPTH);
      do {
        sum += <i64>(<i32>load<i16>(fromA) * <i32>load<i16>(fromB));
        fromA += stepA;
        fromB += stepB;
        depth--;
      } while (depth);
      const scaled = rescale_wide(sum, load<i32>(p, MatMul.MULTIPLIER), load<i32>(p, MatMul.SHIFT));
      store<i16>(y, clamp(scaled, load<i32>(p, MatMul.OUT_MIN), load<i32>(p, MatMul.OUT_MAX)));
      y += 2;
      column += load<i32>(p, MatMul.B_COLUMN);
      columns--;
    } while (columns);
    a += load<i32>(p, MatMul.A_ROW);
    rows--;
  } while (rows);
}
