/** The square. */
export function square_f32(x: f32): f32 {
  return x * x;
}
