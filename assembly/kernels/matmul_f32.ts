import { clamp_f32 } from '../arith/real/clamp';
import { RealProduct } from '../shared/real_layout';

/**
 * A product of two matrices, of which either may be turned: sums begin with 0, products are added one after the other, then the bias
 * (tensorflow/lite/kernels/internal/reference/batch_matmul.h and fully_connected.h).
 * @param a  f32, `rows` rows of `depth` elements
 * @param b  f32, `columns` columns of `depth` elements
 * @param y  f32[rows, columns]
 * @param p  fields `RealProduct`, then f32 biases
 */
export function matmul_f32(a: usize, b: usize, y: usize, p: usize): void {
  const stepA = load<u32>(p, RealProduct.A_DEPTH);
  const stepB = load<u32>(p, RealProduct.B_DEPTH);
  for (let row = load<i32>(p, RealProduct.ROWS); row; row--) {
    let column = b;
    let bias = p + RealProduct.BIAS;
    for (let left = load<i32>(p, RealProduct.COLUMNS); left; left--) {
      let sum: f32 = 0;
      let atA = a;
      let atB = column;
      for (let depth = load<i32>(p, RealProduct.DEPTH); depth; depth--) {
        sum += load<f32>(atA) * load<f32>(atB);
        atA += stepA;
        atB += stepB;
      }
      const low = load<f32>(p, RealProduct.OUT_MIN);
      store<f32>(y, clamp_f32(sum + load<f32>(bias), low, load<f32>(p, RealProduct.OUT_MAX)));
      y += 4;
      column += load<u32>(p, RealProduct.B_COLUMN);
      bias += load<u32>(p, RealProduct.BIAS_STEP);
    }
    a += load<u32>(p, RealProduct.A_ROW);
  }
}
