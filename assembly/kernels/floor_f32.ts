/** The next whole number below. */
export function floor_f32(x: f32): f32 {
  return floor<f32>(x);
}
