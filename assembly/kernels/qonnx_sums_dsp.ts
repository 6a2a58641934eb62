import { finish } from '../arith/lanes/finish';
import { multiply_halves } from '../arith/lanes/multiply_halves';
import { multiply_halves_by_4 } from '../arith/lanes/multiply_halves_by_4';
import { gather } from '../arith/tiles/gather';
import { widen } from '../arith/tiles/widen';
import { Conv, Lanes } from '../shared/conv_layout';

/** Windows that are multiplied together. */
const WINDOWS = 4;

/**
 * As `qonnx_sums_packed`, with ARMv7E-M's DSP instructions, four windows at a time: halfwords hold the weights of one filter or two.
 * @param p        tiles of two words for each two taps
 * @param scratch  s8[PATCH_BYTES], then s16[depth, 4], depth = window size rounded up to 4, then s32[4, O], whole tiles of it
 */
export function qonnx_sums_dsp<Y, L>(x: usize, y: usize, p: usize, scratch: usize): void {
  const filters = load<u32>(p, Conv.GROUP_FILTERS);
  const depth = load<u32>(p, Conv.DEPTH);
  const stepX = load<i32>(p, Conv.STRIDE_W);
  const firstLeft = 0 - load<i32>(p, Conv.PAD_W);
  const endLeft = load<i32>(p, Conv.OUT_W) * stepX + firstLeft;
  const patch = load<u32>(p, Conv.PATCH_BYTES);
  const windows = scratch + patch;
  const sums = windows + depth * (2 * WINDOWS);
  const sumsBytes = load<u32>(p, Lanes.SUMS_BYTES);
  const tiles = p + Conv.BYTES;
  const records = tiles + load<u32>(p, Lanes.TILES_BYTES);
  const chunk = load<i32>(p, Lanes.CHUNK);
  const bits = load<i32>(p, Lanes.LANE_BITS);
  let positions = load<i32>(p, Conv.OUT_H) * load<i32>(p, Conv.OUT_W);
  let top = 0 - load<i32>(p, Conv.PAD_H);
  let left = firstLeft;
  let place = 0;
  let group = positions < WINDOWS ? 1 : WINDOWS;
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
    if (group == 1) widen(from, windows, depth, 4);
    else widen(from, windows + (place << 2), depth, 4 * WINDOWS);
    place++;
    if (place < group) continue;
    memory.fill(sums, 0, sumsBytes * group);
    if (group == 1) multiply_halves<L>(windows, depth, chunk, tiles, bits, sums, sums + sumsBytes);
    else multiply_halves_by_4<L>(windows, depth, chunk, tiles, bits, sums, sums + sumsBytes);
    let own = sums;
    do {
      finish<Y>(own, y, p, records);
      own += sumsBytes;
      y += filters * sizeof<Y>();
      place--;
    } while (place);
    positions -= group;
    if (positions < WINDOWS) group = 1;
  } while (positions);
}
