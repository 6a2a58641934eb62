/** The next whole number above. */
export function ceil_f32(x: f32): f32 {
  return ceil<f32>(x);
}
