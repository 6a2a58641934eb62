import { clamp_f32 } from '../arith/real/clamp';

/** A quotient, kept within limits (tensorflow/lite/kernels/internal/reference/div.h). */
export function div_f32(a: f32, b: f32, low: f32, high: f32): f32 {
  return clamp_f32(a / b, low, high);
}
