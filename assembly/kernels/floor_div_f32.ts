/** The next whole number below a quotient in double precision (tensorflow/lite/kernels/internal/reference/floor_div.h). */
export function floor_div_f32(a: f32, b: f32): f32 {
  return <f32>floor<f64>(<f64>a / <f64>b);
}
