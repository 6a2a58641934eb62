/** x, or x times `alpha` where it is not above 0 (tensorflow/lite/kernels/internal/reference/leaky_relu.h). */
export function leaky_relu_f32(x: f32, alpha: f32): f32 {
  return x > 0 ? x : x * alpha;
}
