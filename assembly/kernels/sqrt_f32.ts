/** The square root. */
export function sqrt_f32(x: f32): f32 {
  return sqrt<f32>(x);
}
