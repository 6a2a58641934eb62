import { depthwise_s16 } from '../arith/s16/depthwise';

/**
 * What `depthwise_conv2d_s16` gives, where no sum leaves 32 bits and none is rescaled by a quarter or more.
 * @param x  s16[H, W, C]
 * @param y  s16[OH, OW, C · multiplier], written position after position: it may begin before x and lie over it
 * @param p  the layer's constants: fields `Conv`, then C·multiplier × `Filter16` and the filter s8[KH, KW, C · multiplier]
 */
export function depthwise_conv2d_s16_short(x: usize, y: usize, p: usize): void {
  depthwise_s16<i32>(x, y, p);
}
