import { Conv } from '../shared/conv_layout';

/**
 * The greatest sign of each window, of those that lie inside: -1 where all are (larq_compute_engine/core/bmaxpool.h).
 * @param x  u32[H, W, C / 32]
 * @param y  u32[OH, OW, C / 32]
 * @param p  fields `Conv`, channels in words
 */
export function bmax_pool2d(x: usize, y: usize, p: usize): void {
  const pixelBytes = load<i32>(p, Conv.IN_CHANNELS) << 2;
  const rowBytes = load<i32>(p, Conv.ROW_BYTES) << 2;
  let top = 0 - load<i32>(p, Conv.PAD_H);
  for (let oy = load<i32>(p, Conv.OUT_H); oy > 0; oy--) {
    const firstY = max(0, top);
    const rows = min(load<i32>(p, Conv.IN_H), top + load<i32>(p, Conv.KERNEL_H)) - firstY;
    let left = 0 - load<i32>(p, Conv.PAD_W);
    for (let ox = load<i32>(p, Conv.OUT_W); ox > 0; ox--) {
      const firstX = max(0, left);
      const columns = min(load<i32>(p, Conv.IN_W), left + load<i32>(p, Conv.KERNEL_W)) - firstX;
      let from = x + firstY * rowBytes + firstX * pixelBytes;
      const end = from + pixelBytes;
      do {
        let word: u32 = 0xffffffff;
        let row = from;
        for (let ky = 0; ky < rows; ky++) {
          let at = row;
          for (let kx = 0; kx < columns; kx++) {
            word &= load<u32>(at);
            at += pixelBytes;
          }
          row += rowBytes;
        }
        store<u32>(y, word);
        y += 4;
        from += 4;
      } while (from != end);
      left += load<i32>(p, Conv.STRIDE_W);
    }
    top += load<i32>(p, Conv.STRIDE_H);
  }
}
