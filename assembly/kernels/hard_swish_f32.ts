import { clamp_f32 } from '../arith/real/clamp';

/** x · min(6, max(0, x + 3)) / 6 (tensorflow/lite/kernels/internal/reference/hard_swish.h). */
export function hard_swish_f32(x: f32): f32 {
  return (x * clamp_f32(x + 3, 0, 6)) / 6;
}
