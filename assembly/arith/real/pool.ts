import { Conv } from '../../shared/conv_layout';
import { clamp_f32 } from './clamp';

/** What becomes of the elements in a window. */
export enum Pooled {
  MAXIMUM,
  MEAN,
  /** The root of the mean square. */
  LENGTH,
}

/**
 * Slides a window over an image and makes one element of those of each channel that lie inside
 * (tensorflow/lite/kernels/internal/reference/pooling.h).
 * @param x  f32[H, W, C]
 * @param y  f32[OH, OW, C], written position after position: it may begin before x and lie over it
 * @param p  fields `Conv`, limits as f32
 */
@inline
export function pool2d_f32(x: usize, y: usize, p: usize, how: Pooled): void {
  const pixelBytes = (<usize>load<u32>(p, Conv.IN_CHANNELS)) << 2;
  const rowBytes = (<usize>load<u32>(p, Conv.ROW_BYTES)) << 2;
  let top = 0 - load<i32>(p, Conv.PAD_H);
  for (let oy = load<i32>(p, Conv.OUT_H); oy; oy--) {
    const firstY = max(0, top);
    const rows = min(load<i32>(p, Conv.IN_H), top + load<i32>(p, Conv.KERNEL_H)) - firstY;
    let left = 0 - load<i32>(p, Conv.PAD_W);
    for (let ox = load<i32>(p, Conv.OUT_W); ox; ox--) {
      const firstX = max(0, left);
      const columns = min(load<i32>(p, Conv.IN_W), left + load<i32>(p, Conv.KERNEL_W)) - firstX;
      let from = x + firstY * rowBytes + firstX * pixelBytes;
      const end = from + pixelBytes;
      while (from != end) {
        let result: f32 = how == Pooled.MAXIMUM ? -f32.MAX_VALUE : 0;
        let row = from;
        for (let ky = 0; ky < rows; ky++) {
          let at = row;
          for (let kx = 0; kx < columns; kx++) {
            const value = load<f32>(at);
            if (how == Pooled.MAXIMUM) result = result < value ? value : result;
            else result += how == Pooled.MEAN ? value : value * value;
            at += pixelBytes;
          }
          row += rowBytes;
        }
        if (how != Pooled.MAXIMUM) result /= <f32>(rows * columns);
        if (how == Pooled.LENGTH) result = sqrt<f32>(result);
        store<f32>(y, clamp_f32(result, load<f32>(p, Conv.OUT_MIN), load<f32>(p, Conv.OUT_MAX)));
        y += 4;
        from += 4;
      }
      left += load<i32>(p, Conv.STRIDE_W);
    }
    top += load<i32>(p, Conv.STRIDE_H);
  }
}
