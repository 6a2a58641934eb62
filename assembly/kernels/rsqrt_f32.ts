/** One through the square root, each step rounded (tensorflow/lite/micro/kernels/elementwise.cc). */
export function rsqrt_f32(x: f32): f32 {
  return 1 / sqrt<f32>(x);
}
