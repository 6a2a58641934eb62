import { Sums, convolve_s16 } from '../arith/s16/convolve';

/**
 * What `conv2d_s16` gives, where no sum leaves 32 bits and none is rescaled by a quarter or more.
 * @param x        s16[H, W, C]
 * @param y        s16[OH, OW, O], written position after position: it may begin before x and lie over it
 * @param p        the layer's constants: fields `Conv`, then per group and tile of four filters 4 × `Filter16` and u8[depth, 4]
 * @param scratch  u32[4], u16[depth], depth = window size rounded up to 8; 4-byte aligned
 */
export function conv2d_s16_short(x: usize, y: usize, p: usize, scratch: usize): void {
  convolve_s16(x, y, p, scratch, Sums.WORDS);
}
