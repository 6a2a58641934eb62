/** What is left of a behind a multiple of b, of the sign of b (tensorflow/lite/kernels/internal/reference/floor_mod.h). */
export function floor_mod_f32(a: f32, b: f32): f32 {
  const rest = a % b;
  return rest != 0 && b < 0 != rest < 0 ? rest + b : rest;
}
