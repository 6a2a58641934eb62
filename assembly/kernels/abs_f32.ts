/** The magnitude. */
export function abs_f32(x: f32): f32 {
  return abs<f32>(x);
}
