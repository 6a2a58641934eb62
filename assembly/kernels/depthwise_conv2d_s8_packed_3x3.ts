import { convolve_3x3 } from '../arith/tiles/packed_3x3';

/** As `depthwise_conv2d_s8_packed`, for windows of 3×3 without dilation. */
export function depthwise_conv2d_s8_packed_3x3(x: usize, y: usize, p: usize, scratch: usize): void {
  convolve_3x3(x, y, p, scratch, false);
}
