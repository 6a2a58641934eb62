import { Conv } from '../shared/conv_layout';
import { clamp } from './requantize';

/**
 * Slides a window over an image and makes one element of those of each channel that lie inside: the greatest, or the mean, rounded
 * to nearest, ties away from zero (tensorflow/lite/kernels/internal/reference/integer_ops/pooling.h).
 * @param x  T[H, W, C]
 * @param y  T[OH, OW, C], written position after position: it may begin before x and lie over it
 * @param p  fields `Conv`
 */
@inline
export function pool2d<T>(x: usize, y: usize, p: usize, isMaximum: bool): void {
  const pixelBytes = <usize>load<u32>(p, Conv.IN_CHANNELS) * sizeof<T>();
  const rowBytes = <usize>load<u32>(p, Conv.ROW_BYTES) * sizeof<T>();
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
      let from = x + firstY * rowBytes + firstX * pixelBytes;
      const end = from + pixelBytes;
      const count = rows * columns;
      while (from != end) {
        let result = isMaximum ? load<i32>(p, Conv.OUT_MIN) : 0;
        let row = from;
        for (let ky = 0; ky < rows; ky++) {
          let at = row;
          for (let kx = 0; kx < columns; kx++) {
            const value = <i32>load<T>(at);
            result = isMaximum ? max(result, value) : result + value;
            at += pixelBytes;
          }
          row += rowBytes;
        }
        if (!isMaximum) {
          const half = count >> 1;
          result = (result > 0 ? result + half : result - half) / count;
        }
        store<T>(y, <T>clamp(result, load<i32>(p, Conv.OUT_MIN), load<i32>(p, Conv.OUT_MAX)));
        y += sizeof<T>();
        from += sizeof<T>();
      }
      left += load<i32>(p, Conv.STRIDE_W);
    }
    top += load<i32>(p, Conv.STRIDE_H);
  }
}
