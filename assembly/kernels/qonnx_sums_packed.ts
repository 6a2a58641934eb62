import { finish } from '../arith/lanes/finish';
import { multiply_words } from '../arith/lanes/multiply_words';
import { gather_wide, widen_words } from '../arith/tiles/gather_wide';
import { Conv, Lanes } from '../shared/conv_layout';

/**
 * Sums over windows of one group without dilation, or the levels that they reach, by products with words that hold the weights of
 * several filters; gives what `qonnx_sums` gives.
 * @param x        s8[H, W, C]
 * @param y        Y[OH, OW, O]: s32 sums, or s8 levels, written position after position
 * @param p        fields `Conv` and `Lanes`, then tiles of two words for each tap, and the filters' records
 * @param scratch  s32[depth], depth = window size rounded up to 2, then s32[O], whole tiles of it
 */
export function qonnx_sums_packed<Y, L>(x: usize, y: usize, p: usize, scratch: usize): void {
  const filters = load<u32>(p, Conv.GROUP_FILTERS);
  const channels = load<u32>(p, Conv.IN_CHANNELS);
  const stepX = load<i32>(p, Conv.STRIDE_W);
  const firstLeft = 0 - load<i32>(p, Conv.PAD_W);
  const endLeft = load<i32>(p, Conv.OUT_W) * stepX + firstLeft;
  const sums = scratch + (load<u32>(p, Conv.DEPTH) << 2);
  const tiles = p + Conv.BYTES;
  const records = tiles + load<u32>(p, Lanes.TILES_BYTES);
  const chunk = load<u32>(p, Lanes.CHUNK) << 2;
  const isInPlace = load<i32>(p, Conv.PATCH_BYTES) == 0;
  let positions = load<i32>(p, Conv.OUT_H) * load<i32>(p, Conv.OUT_W);
  let top = 0 - load<i32>(p, Conv.PAD_H);
  let left = firstLeft;
  do {
    if (isInPlace) {
      widen_words(x, scratch, channels);
      x += channels;
    } else {
      gather_wide(x, p, scratch, top, left);
      left += stepX;
      if (left == endLeft) {
        left = firstLeft;
        top += load<i32>(p, Conv.STRIDE_H);
      }
    }
    multiply_words<L>(scratch, sums, chunk, tiles, sums, sums + (filters << 2));
    finish<Y>(sums, y, p, records);
    y += filters * sizeof<Y>();
    positions--;
  } while (positions);
}
