import { clamp_all } from '../arith/tiles/clamp_all';
import { gather_wide, widen_words } from '../arith/tiles/gather_wide';
import { multiply_packed } from '../arith/tiles/multiply_packed';
import { Conv } from '../shared/conv_layout';

/**
 * Convolution of one group without dilation, also fully connected layers, that multiplies a value by the weights of two filters
 * at once; gives what `conv2d_s8` gives.
 * @param x       s8[H, W, C]
 * @param y       s8[OH, OW, O], written position after position: it may begin before x and lie over it
 * @param p       the layer's constants: fields `Conv`, then tiles of four filters, see `PackedTile`
 * @param window  s32[depth], depth = window size rounded up to 2; scratch. A weight behind the window is 0, so what is in its
 *                last word does not matter.
 */
export function conv2d_s8_packed(x: usize, y: usize, p: usize, window: usize): void {
  const filters = load<i32>(p, Conv.GROUP_FILTERS);
  const depth = load<u32>(p, Conv.DEPTH);
  const channels = load<u32>(p, Conv.IN_CHANNELS);
  const stepX = load<i32>(p, Conv.STRIDE_W);
  const firstLeft = 0 - load<i32>(p, Conv.PAD_W);
  const endLeft = load<i32>(p, Conv.OUT_W) * stepX + firstLeft;
  const begin = y;
  const end = y + load<i32>(p, Conv.OUT_H) * load<i32>(p, Conv.OUT_W) * filters;
  let top = 0 - load<i32>(p, Conv.PAD_H);
  let left = firstLeft;
  do {
    if (load<i32>(p, Conv.PATCH_BYTES) == 0) {
      widen_words(x, window, channels);
      x += channels;
    } else {
      gather_wide(x, p, window, top, left);
      left += stepX;
      if (left == endLeft) {
        left = firstLeft;
        top += load<i32>(p, Conv.STRIDE_H);
      }
    }
    multiply_packed(window, depth, p + Conv.BYTES, y, filters);
    y += filters;
  } while (y != end);
  clamp_all(begin, end, load<i32>(p, Conv.OUT_MIN), load<i32>(p, Conv.OUT_MAX));
}
