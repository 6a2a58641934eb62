/** What is above 0; zeros keep their signs (tensorflow/lite/micro/kernels/activations_common.cc). */
export function relu_f32(x: f32): f32 {
  return x < 0 ? 0 : x;
}
