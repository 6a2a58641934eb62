import { Resize } from '../shared/resize_layout';

/**
 * Resizes images: an output is the mean of four inputs, weighted by how near they are in units of 2^-10, rounded to nearest, ties
 * away from zero (tensorflow/lite/kernels/internal/reference/resize_bilinear.h, ResizeBilinearInteger). Before the first input
 * lies the first input.
 * @param x  s8[N, H, W, C]
 * @param y  s8[N, OH, OW, C]
 * @param p  fields `Resize`
 */
export function resize_bilinear_s8(x: usize, y: usize, p: usize): void {
  const channels = <usize>load<u32>(p, Resize.CHANNELS);
  const rowBytes = <usize>load<u32>(p, Resize.IN_W) * channels;
  const lastY = load<i32>(p, Resize.IN_H) - 1;
  const lastX = load<i32>(p, Resize.IN_W) - 1;
  for (let image = load<i32>(p, Resize.BATCH); image; image--) {
    let atY = load<i32>(p, Resize.FIRST_Y);
    for (let oy = load<i32>(p, Resize.OUT_H); oy; oy--) {
      const y0 = max(atY >> 10, 0);
      const row = x + y0 * rowBytes;
      const down = <usize>(min((atY + 1023) >> 10, lastY) - y0) * rowBytes;
      const partY = atY - (y0 << 10);
      let atX = load<i32>(p, Resize.FIRST_X);
      for (let ox = load<i32>(p, Resize.OUT_W); ox; ox--) {
        const x0 = max(atX >> 10, 0);
        const right = <usize>(min((atX + 1023) >> 10, lastX) - x0) * channels;
        const partX = atX - (x0 << 10);
        let from = row + x0 * channels;
        const end = from + channels;
        while (from != end) {
          const upper = between(load<i8>(from), load<i8>(from + right), partX);
          const lower = between(load<i8>(from + down), load<i8>(from + down + right), partX);
          const sum = between(upper, lower, partY);
          store<u8>(y, (sum + 0x80000 + (sum >> 31)) >> 20);
          y++;
          from++;
        }
        atX += load<i32>(p, Resize.STEP_X);
      }
      atY += load<i32>(p, Resize.STEP_Y);
    }
    x += rowBytes * (lastY + 1);
  }
}

/** 2^10 times what lies `part` · 2^-10 of the way from a to b. */
@inline
function between(a: i32, b: i32, part: i32): i32 {
  return (a << 10) + (b - a) * part;
}
