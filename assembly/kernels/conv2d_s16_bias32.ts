import { Sums, convolve_s16 } from '../arith/s16/convolve';

/**
 * Convolution of 16-bit activations by 8-bit weights as the reference has it with a bias of 32 bits: sums modulo 2^32, rescaled by
 * `requantize`.
 * @param x        s16[H, W, C]
 * @param y        s16[OH, OW, O], written position after position: it may begin before x and lie over it
 * @param p        the layer's constants: fields `Conv`, then per group and tile of four filters 4 × `Filter16` and u8[depth, 4]
 * @param scratch  u32[4], u16[depth], depth = window size rounded up to 8; 4-byte aligned
 */
export function conv2d_s16_bias32(x: usize, y: usize, p: usize, scratch: usize): void {
  convolve_s16(x, y, p, scratch, Sums.WORDS_TWICE);
}
