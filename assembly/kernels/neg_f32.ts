/** The opposite. */
export function neg_f32(x: f32): f32 {
  return -x;
}
