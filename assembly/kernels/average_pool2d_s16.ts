import { pool2d } from '../arith/pool';

/**
 * Mean over each window, of the elements that lie inside: at most 65,535, whose sum fits s32.
 * @param x  s16[H, W, C]
 * @param y  s16[OH, OW, C], written position after position: it may begin before x and lie over it
 * @param p  fields `Conv`
 */
export function average_pool2d_s16(x: usize, y: usize, p: usize): void {
  pool2d<i16>(x, y, p, false);
}
