import { finish } from '../arith/lanes/finish';
import { multiply_halves } from '../arith/lanes/multiply_halves';
import { gather } from '../arith/tiles/gather';
import { widen } from '../arith/tiles/widen';
import { Conv, Lanes } from '../shared/conv_layout';

/**
 * As `qonnx_sums_packed`, with ARMv7E-M's DSP instructions: halfwords hold the weights of one filter or two.
 * @param p        tiles of four words for each two taps
 * @param scratch  s8[PATCH_BYTES], then s16[depth], depth = window size rounded up to 4, then s32[O], whole tiles of it
 */
export function qonnx_sums_dsp<Y, L>(x: usize, y: usize, p: usize, scratch: usize): void {
  const filters = load<u32>(p, Conv.GROUP_FILTERS);
  const depth = load<u32>(p, Conv.DEPTH);
  const stepX = load<i32>(p, Conv.STRIDE_W);
  const firstLeft = 0 - load<i32>(p, Conv.PAD_W);
  const endLeft = load<i32>(p, Conv.OUT_W) * stepX + firstLeft;
  const patch = load<u32>(p, Conv.PATCH_BYTES);
  const window = scratch + patch;
  const sums = window + (depth << 1);
  const tiles = p + Conv.BYTES;
  const records = tiles + load<u32>(p, Lanes.TILES_BYTES);
  const chunk = load<u32>(p, Lanes.CHUNK_BYTES);
  const bits = load<i32>(p, Lanes.LANE_BITS);
  let positions = load<i32>(p, Conv.OUT_H) * load<i32>(p, Conv.OUT_W);
  let top = 0 - load<i32>(p, Conv.PAD_H);
  let left = firstLeft;
  do {
    let from = scratch;
    if (patch == 0) {
      from = x;
      x += depth;
    } else {
      gather(x, p, scratch, top, left);
      left += stepX;
      if (left == endLeft) {
        left = firstLeft;
        top += load<i32>(p, Conv.STRIDE_H);
      }
    }
    widen(from, window, depth, 4);
    multiply_halves<L>(window, sums, chunk, tiles, bits, sums, sums + (filters << 2));
    finish<Y>(sums, y, p, records);
    y += filters * sizeof<Y>();
    positions--;
  } while (positions);
}
