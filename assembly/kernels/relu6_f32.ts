/** What lies between 0 and 6; zeros keep their signs (tensorflow/lite/micro/kernels/activations_common.cc). */
export function relu6_f32(x: f32): f32 {
  return x > 6 ? 6 : x < 0 ? 0 : x;
}
