import { Conv } from '../../shared/conv_layout';

/**
 * Copies the window whose first element lies at `top` and `left`, 0 where it lies outside the image. A product of a 0 adds nothing to
 * a sum that has begun with 0, as long as weights are finite.
 * @param x      f32, first channel of the group
 * @param patch  f32[KH, KW, channels of a group]
 */
export function gather_f32(x: usize, p: usize, patch: usize, top: i32, left: i32): void {
  const channelBytes = (<usize>load<u32>(p, Conv.GROUP_CHANNELS)) << 2;
  const pixelBytes = (<usize>load<u32>(p, Conv.IN_CHANNELS)) << 2;
  const rowBytes = (<usize>load<u32>(p, Conv.ROW_BYTES)) << 2;
  const kernelW = load<i32>(p, Conv.KERNEL_W);
  const dilationW = load<i32>(p, Conv.DILATION_W);
  const inW = load<u32>(p, Conv.IN_W);
  for (let ky = load<i32>(p, Conv.KERNEL_H); ky; ky--) {
    const isRowInside = <u32>top < load<u32>(p, Conv.IN_H);
    const line = x + top * rowBytes;
    let column = left;
    for (let kx = kernelW; kx; kx--) {
      if (isRowInside && <u32>column < inW) memory.copy(patch, line + column * pixelBytes, channelBytes);
      else memory.fill(patch, 0, channelBytes);
      patch += channelBytes;
      column += dilationW;
    }
    top += load<i32>(p, Conv.DILATION_H);
  }
}
