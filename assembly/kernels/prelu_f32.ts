/** x, or x times alpha where it is below 0 (tensorflow/lite/micro/kernels/prelu_common.cc). */
export function prelu_f32(x: f32, alpha: f32): f32 {
  return x >= 0 ? x : x * alpha;
}
