import { sine } from '../arith/real/trigonometry';

/**
 * The cosine.
 * @param table u32[24]: digits of 4 / π
 */
export function cos_f32(x: f32, table: usize): f32 {
  return sine(x, 1, table);
}
