/** The nearest whole number, the even one of two; what becomes 0 is +0 (tensorflow/lite/kernels/internal/reference/round.h). */
export function round_f32(x: f32): f32 {
  const below = floor<f32>(x);
  const rest = x - below;
  return rest < 0.5 || (rest == 0.5 && !((<i32>below) & 1)) ? below : below + 1;
}
