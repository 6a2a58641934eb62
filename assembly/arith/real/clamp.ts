/** What std::min(std::max(x, low), high) gives: zeros keep their signs (tensorflow/lite/kernels/internal/common.h, ActivationFunctionWithMinMax). */
@inline
export function clamp_f32(x: f32, low: f32, high: f32): f32 {
  const least = x < low ? low : x;
  return high < least ? high : least;
}
