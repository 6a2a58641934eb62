import { convolve_packed } from '../arith/tiles/packed';

/** As `depthwise_conv2d_s8_packed`, with the short rescaling. */
export function depthwise_conv2d_s8_packed_short(x: usize, y: usize, p: usize, scratch: usize): void {
  convolve_packed(x, y, p, scratch, true);
}
