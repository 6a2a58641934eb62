import { depthwise_s16 } from '../arith/s16/depthwise';

/**
 * Depthwise convolution of 16-bit activations by 8-bit weights; zero points are 0. Sums are of 64 bits and rescaled once.
 * @param x  s16[H, W, C]
 * @param y  s16[OH, OW, C · multiplier], written position after position: it may begin before x and lie over it
 * @param p  the layer's constants: fields `Conv`, then C·multiplier × `WideFilter16` and the filter s8[KH, KW, C · multiplier]
 */
export function depthwise_conv2d_s16(x: usize, y: usize, p: usize): void {
  depthwise_s16<i64>(x, y, p);
}
