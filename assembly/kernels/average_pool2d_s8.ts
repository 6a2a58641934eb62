import { clamp } from '../arith/requantize';
import { Conv } from '../shared/conv_layout';

/**
 * Mean over each window, of the elements that lie inside, rounded to nearest, ties away from zero
 * (tensorflow/lite/kernels/internal/reference/integer_ops/pooling.h).
 * @param x  s8[H, W, C]
 * @param y  s8[OH, OW, C], written position after position: it may begin before x and lie over it
 * @param p  fields `Conv`
 */
export function average_pool2d_s8(x: usize, y: usize, p: usize): void {
  const channels = load<i32>(p, Conv.IN_CHANNELS);
  const rowBytes = load<i32>(p, Conv.ROW_BYTES);
  const outH = load<i32>(p, Conv.OUT_H);
  let top = 0 - load<i32>(p, Conv.PAD_H);
  for (let oy = 0; oy < outH; oy++) {
    const firstY = max(0, top);
    const rows = min(load<i32>(p, Conv.IN_H), top + load<i32>(p, Conv.KERNEL_H)) - firstY;
    let left = 0 - load<i32>(p, Conv.PAD_W);
    const outW = load<i32>(p, Conv.OUT_W);
    for (let ox = 0; ox < outW; ox++) {
      const firstX = max(0, left);
      const columns = min(load<i32>(p, Conv.IN_W), left + load<i32>(p, Conv.KERNEL_W)) - firstX;
      let from = x + firstY * rowBytes + firstX * channels;
      const end = from + channels;
      const count = rows * columns;
      while (from != end) {
        let sum = 0;
        let row = from;
        for (let ky = 0; ky < rows; ky++) {
          let at = row;
          for (let kx = 0; kx < columns; kx++) {
            sum += load<i8>(at);
            at += channels;
          }
          row += rowBytes;
        }
        const half = count >> 1;
        const mean = (sum > 0 ? sum + half : sum - half) / count;
        store<u8>(y, clamp(mean, load<i32>(p, Conv.OUT_MIN), load<i32>(p, Conv.OUT_MAX)));
        y++;
        from++;
      }
      left += load<i32>(p, Conv.STRIDE_W);
    }
    top += load<i32>(p, Conv.STRIDE_H);
  }
}
