import { finish } from '../arith/lanes/finish';
import { gather } from '../arith/tiles/gather';
import { Conv, Lanes } from '../shared/conv_layout';

const VECTOR: usize = 16;

/**
 * As `qonnx_sums_packed`, with 128-bit vectors: a lane is a filter, two taps at a time.
 * @param p        tiles of sixteen filters: s16[depth / 2, 16, 2]
 * @param scratch  s8[depth], depth = window size rounded up to 8, then s16[depth], then s32[O], whole tiles of it
 */
export function qonnx_sums_simd<Y>(x: usize, y: usize, p: usize, scratch: usize): void {
  const filters = load<u32>(p, Conv.GROUP_FILTERS);
  const depth = load<u32>(p, Conv.DEPTH);
  const stepX = load<i32>(p, Conv.STRIDE_W);
  const firstLeft = 0 - load<i32>(p, Conv.PAD_W);
  const endLeft = load<i32>(p, Conv.OUT_W) * stepX + firstLeft;
  const window = scratch + depth;
  const sums = window + (depth << 1);
  const tiles = p + Conv.BYTES;
  const records = tiles + load<u32>(p, Lanes.TILES_BYTES);
  let positions = load<i32>(p, Conv.OUT_H) * load<i32>(p, Conv.OUT_W);
  let top = 0 - load<i32>(p, Conv.PAD_H);
  let left = firstLeft;
  do {
    gather(x, p, scratch, top, left);
    for (let at: usize = 0; at < depth; at += 8) v128.store(window + (at << 1), v128.load8x8_s(scratch + at));
    multiply(window, sums, tiles, sums + (filters << 2));
    finish<Y>(sums, y, p, records);
    y += filters * sizeof<Y>();
    left += stepX;
    if (left == endLeft) {
      left = firstLeft;
      top += load<i32>(p, Conv.STRIDE_H);
    }
    positions--;
  } while (positions);
}

/** All filters over one window, which ends where their sums begin. */
function multiply(window: usize, sums: usize, tile: usize, end: usize): void {
  const windowEnd = sums;
  do {
    let a = i32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    for (let from = window; from != windowEnd; from += 4) {
      const pair = v128.load32_splat(from);
      a = i32x4.add(a, i32x4.dot_i16x8_s(pair, v128.load(tile)));
      b = i32x4.add(b, i32x4.dot_i16x8_s(pair, v128.load(tile, VECTOR)));
      c = i32x4.add(c, i32x4.dot_i16x8_s(pair, v128.load(tile, 2 * VECTOR)));
      d = i32x4.add(d, i32x4.dot_i16x8_s(pair, v128.load(tile, 3 * VECTOR)));
      tile += 4 * VECTOR;
    }
    v128.store(sums, a);
    v128.store(sums, b, VECTOR);
    v128.store(sums, c, 2 * VECTOR);
    v128.store(sums, d, 3 * VECTOR);
    sums += 4 * VECTOR;
  } while (sums < end);
}
