// Shared by asc and tsc: constants only, no loads, no host types.

/**
 * A filter of 16-bit activations before its tile's weights, which are u8[depth, 4], 128 added to each: what its sums begin with
 * (the bias less 32,768 times the sum of the weights), and how they are rescaled.
 */
export enum Filter16 {
  BIAS = 0,
  MULTIPLIER = 4,
  SHIFT = 8,
  BYTES = 12,
}

/** The same with a bias of 64 bits. */
export enum WideFilter16 {
  BIAS = 0,
  MULTIPLIER = 8,
  SHIFT = 12,
  BYTES = 16,
}

/** As many products of u16 and u8 as fit a word: 65,535 · 255 · 256 < 2^32. */
export const BLOCK_TAPS = 256;

/** Scratch of a convolution: the sums of four filters, for wide ones their totals, then the window. */
export const SUMS_BYTES = 16;
export const TOTALS_BYTES = 32;
