import { gather_f32 } from '../arith/real/gather';
import { store_filters } from '../arith/real/store';
import { Conv } from '../shared/conv_layout';
import { REAL_POSITIONS, REAL_TILE } from '../shared/real_layout';

/**
 * What `conv2d_f32` gives, by vectors: a lane is a filter, so that each sum's products are added in the same order. Four windows of a
 * row at once share their weights.
 * @param x        f32[H, W, C]
 * @param y        f32[OH, OW, O], apart from x
 * @param p        as `conv2d_f32` takes it; PATCH_BYTES is 0 where windows lie whole in x
 * @param scratch  f32[8], then four windows f32[depth] where PATCH_BYTES is not 0
 */
export function conv2d_f32_simd(x: usize, y: usize, p: usize, scratch: usize): void {
  const outW = load<i32>(p, Conv.OUT_W);
  const strideW = load<i32>(p, Conv.STRIDE_W);
  const patchBytes = <usize>load<u32>(p, Conv.PATCH_BYTES);
  const pixelBytes = (<usize>load<u32>(p, Conv.IN_CHANNELS)) << 2;
  const groupBytes = (<usize>load<u32>(p, Conv.GROUP_CHANNELS)) << 2;
  const filterBytes = (<usize>load<u32>(p, Conv.GROUP_FILTERS)) << 2;
  const groups = load<i32>(p, Conv.GROUPS);
  const outBytes = groups * filterBytes;
  const patches = scratch + REAL_TILE * 4;
  let top = 0 - load<i32>(p, Conv.PAD_H);
  for (let oy = load<i32>(p, Conv.OUT_H); oy; oy--) {
    let left = 0 - load<i32>(p, Conv.PAD_W);
    let ox = 0;
    while (ox < outW) {
      const count = outW - ox >= REAL_POSITIONS ? REAL_POSITIONS : 1;
      let tile = p + Conv.BYTES;
      for (let group = 0; group < groups; group++) {
        const from = x + group * groupBytes;
        let windows = from + ox * pixelBytes;
        let step = pixelBytes;
        if (patchBytes) {
          windows = patches;
          step = patchBytes;
          for (let n = 0; n < count; n++) gather_f32(from, p, patches + n * patchBytes, top, left + n * strideW);
        }
        tile = count == 1 ? one(windows, tile, y, p, scratch) : four(windows, step, tile, y, outBytes, p, scratch);
        y += filterBytes;
      }
      y += (count - 1) * outBytes;
      left += count * strideW;
      ox += count;
    }
    top += load<i32>(p, Conv.STRIDE_H);
  }
}

/** All filters of a group over one window; returns what lies behind their tiles. */
function one(x: usize, tile: usize, y: usize, p: usize, scratch: usize): usize {
  const end = x + ((<usize>load<u32>(p, Conv.DEPTH)) << 2);
  for (let left = load<i32>(p, Conv.GROUP_FILTERS); left > 0; left -= REAL_TILE) {
    let w = tile + REAL_TILE * 4;
    let a = f32x4.splat(0);
    let b = a;
    for (let at = x; at != end; at += 4) {
      const value = v128.load32_splat(at);
      a = f32x4.add(a, f32x4.mul(value, v128.load(w)));
      b = f32x4.add(b, f32x4.mul(value, v128.load(w, 16)));
      w += REAL_TILE * 4;
    }
    store_filters(a, b, tile, y, left, p, scratch);
    tile = w;
    y += REAL_TILE * 4;
  }
  return tile;
}

/** The same over four windows, `step` bytes apart, to places `outStep` apart. */
function four(x: usize, step: usize, tile: usize, y: usize, outStep: usize, p: usize, scratch: usize): usize {
  const depthBytes = (<usize>load<u32>(p, Conv.DEPTH)) << 2;
  const end = x + depthBytes;
  for (let left = load<i32>(p, Conv.GROUP_FILTERS); left > 0; left -= REAL_TILE) {
    let w = tile + REAL_TILE * 4;
    let p0 = x;
    let p1 = p0 + step;
    let p2 = p1 + step;
    let p3 = p2 + step;
    let a0 = f32x4.splat(0);
    let b0 = a0;
    let a1 = a0;
    let b1 = a0;
    let a2 = a0;
    let b2 = a0;
    let a3 = a0;
    let b3 = a0;
    do {
      const a = v128.load(w);
      const b = v128.load(w, 16);
      let value = v128.load32_splat(p0);
      a0 = f32x4.add(a0, f32x4.mul(value, a));
      b0 = f32x4.add(b0, f32x4.mul(value, b));
      value = v128.load32_splat(p1);
      a1 = f32x4.add(a1, f32x4.mul(value, a));
      b1 = f32x4.add(b1, f32x4.mul(value, b));
      value = v128.load32_splat(p2);
      a2 = f32x4.add(a2, f32x4.mul(value, a));
      b2 = f32x4.add(b2, f32x4.mul(value, b));
      value = v128.load32_splat(p3);
      a3 = f32x4.add(a3, f32x4.mul(value, a));
      b3 = f32x4.add(b3, f32x4.mul(value, b));
      w += REAL_TILE * 4;
      p0 += 4;
      p1 += 4;
      p2 += 4;
      p3 += 4;
    } while (p0 != end);
    store_filters(a0, b0, tile, y, left, p, scratch);
    store_filters(a1, b1, tile, y + outStep, left, p, scratch);
    store_filters(a2, b2, tile, y + 2 * outStep, left, p, scratch);
    store_filters(a3, b3, tile, y + 3 * outStep, left, p, scratch);
    tile = w;
    y += REAL_TILE * 4;
  }
  return tile;
}
