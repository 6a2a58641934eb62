/** The square of a difference (tensorflow/lite/micro/kernels/squared_difference.cc). */
export function squared_difference_f32(a: f32, b: f32): f32 {
  const difference = a - b;
  return difference * difference;
}
