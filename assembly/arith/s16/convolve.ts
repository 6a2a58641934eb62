import { Conv } from '../../shared/conv_layout';
import { words } from './words';
import { wide } from './wide';

/** How sums are kept and rescaled: in 64 bits, or in 32 bits once or twice rounded. */
export enum Sums {
  WIDE,
  WORDS,
  WORDS_TWICE,
}

/** All positions of a convolution; see `conv2d_s16`. */
@inline
export function convolve_s16(x: usize, y: usize, p: usize, scratch: usize, sums: Sums): void {
  const stepX = load<i32>(p, Conv.STRIDE_W);
  const stepY = load<i32>(p, Conv.STRIDE_H);
  const firstLeft = 0 - load<i32>(p, Conv.PAD_W);
  const endLeft = load<i32>(p, Conv.OUT_W) * stepX + firstLeft;
  let top = 0 - load<i32>(p, Conv.PAD_H);
  const endTop = load<i32>(p, Conv.OUT_H) * stepY + top;
  do {
    let left = firstLeft;
    do {
      let from = x;
      let tile = p + Conv.BYTES;
      let groups = load<i32>(p, Conv.GROUPS);
      do {
        if (sums == Sums.WIDE) tile = wide(from, y, p, scratch, tile, top, left);
        else if (sums == Sums.WORDS) tile = words(from, y, p, scratch, tile, top, left, false);
        else tile = words(from, y, p, scratch, tile, top, left, true);
        from += load<i32>(p, Conv.GROUP_CHANNELS) << 1;
        y += load<i32>(p, Conv.GROUP_FILTERS) << 1;
        groups--;
      } while (groups);
      left += stepX;
    } while (left != endLeft);
    top += stepY;
  } while (top != endTop);
}
