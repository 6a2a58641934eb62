/** The larger one; the second one where neither is (tensorflow/lite/kernels/internal/reference/maximum_minimum.h). */
export function maximum_f32(a: f32, b: f32): f32 {
  return a > b ? a : b;
}
