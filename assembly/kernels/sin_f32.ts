import { sine } from '../arith/real/trigonometry';

/**
 * The sine.
 * @param table u32[24]: digits of 4 / π
 */
export function sin_f32(x: f32, table: usize): f32 {
  return sine(x, 0, table);
}
