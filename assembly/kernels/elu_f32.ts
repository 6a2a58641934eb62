import { expm1_f32 } from '../arith/real/expm1';

/** x, or e^x - 1 where it is below 0 (tensorflow/lite/kernels/internal/reference/elu.h). */
export function elu_f32(x: f32): f32 {
  return x < 0 ? expm1_f32(x) : x;
}
