import { pool2d } from '../arith/pool';

/**
 * Greatest element of each window, of those that lie inside. T is i8 or i16.
 * @param x  T[H, W, C]
 * @param y  T[OH, OW, C], written position after position: it may begin before x and lie over it
 * @param p  fields `Conv`
 */
export function max_pool2d<T>(x: usize, y: usize, p: usize): void {
  pool2d<T>(x, y, p, true);
}
