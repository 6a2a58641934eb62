import { exp_f32 } from './exp_f32';

/**
 * 1 / (1 + e^-x), where neither 1 nor e^x is as near (tensorflow/lite/kernels/internal/reference/logistic.h).
 * @param table what `exp_f32` takes
 */
export function logistic_f32(x: f32, table: usize): f32 {
  if (x > 16.619047164916992) return 1;
  return x < -9 ? exp_f32(x, table) : 1 / (1 + exp_f32(-x, table));
}
