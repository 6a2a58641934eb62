import { convolve_packed } from '../arith/tiles/packed';

/**
 * Depthwise convolution that multiplies two values at once by a tap; gives what `depthwise_conv2d_s8` gives. The products'
 * sums, first + (second << 16), are taken apart two taps at a time: 2 · 127 · 128 fits 16 bits.
 * @param x        s8[H, W, C]
 * @param y        s8[OH, OW, C · multiplier], written channel after channel: it may be x if the multiplier is 1
 * @param p        the layer's constants: fields `Packed`, then per output channel fields `PackedChannel` and taps, s8
 * @param scratch  s32, taps and plane
 */
export function depthwise_conv2d_s8_packed(x: usize, y: usize, p: usize, scratch: usize): void {
  convolve_packed(x, y, p, scratch, false);
}
