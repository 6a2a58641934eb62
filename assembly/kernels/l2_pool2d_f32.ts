import { pool2d_f32, Pooled } from '../arith/real/pool';

/**
 * Root of the mean square of each window, of the elements that lie inside.
 * @param x  f32[H, W, C]
 * @param y  f32[OH, OW, C], written position after position: it may begin before x and lie over it
 * @param p  fields `Conv`, limits as f32
 */
export function l2_pool2d_f32(x: usize, y: usize, p: usize): void {
  pool2d_f32(x, y, p, Pooled.LENGTH);
}
