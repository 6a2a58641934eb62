// Shared by asc and tsc: constants only, no loads, no host types.

/** Byte offsets of the s32 constants that a convolution reads; convolutions of all kinds share the first ones. */
export enum Conv {
  OUT_ZERO = 0,
  OUT_MIN = 4,
  OUT_MAX = 8,
  OUT_H = 12,
  OUT_W = 16,
  STRIDE_H = 20,
  STRIDE_W = 24,
  PAD_H = 28,
  PAD_W = 32,
  KERNEL_H = 36,
  KERNEL_W = 40,
  DILATION_H = 44,
  DILATION_W = 48,
  IN_H = 52,
  IN_W = 56,
  IN_CHANNELS = 60,
  /** IN_W · IN_CHANNELS */
  ROW_BYTES = 64,
  /** Convolution: the zero point as unsigned byte. Depthwise: minus the zero point. Of signs: the bits of a pixel's last word that are channels. */
  PAD_VALUE = 68,
  GROUPS = 72,
  GROUP_CHANNELS = 76,
  GROUP_FILTERS = 80,
  /** Window size rounded up to TILE_DEPTH, to DSP_TILE_DEPTH and at least DSP_LEAST_DEPTH, or to PACKED_TILE_DEPTH. Of signs: words of a window. */
  DEPTH = 84,
  /** Depthwise: outputs per input channel. Of signs: taps of a window if padding counts as nothing, 0 if it counts as +1. */
  MULTIPLIER = 88,
  /** Tiles: bytes of a window that is gathered, for padding or to lie in whole words; 0 where none is. */
  PATCH_BYTES = 92,
  BYTES = 96,
}

/** bias s32, multiplier s32, shift s32 */
export const CHANNEL_BYTES = 12;
export const TILE_CHANNELS = 4;
export const TILE_DEPTH = 8;

/**
 * Two filters for the DSP tiles, by offsets from their weights, s8[depth / 2, 4] (pairs of taps in the order of
 * `widen_rows`, of each tap the first filter's and the second's): s32 before them.
 */
export enum DspPair {
  BIAS_0 = -8,
  BIAS_1 = -4,
  /** Bytes before the weights. */
  HEAD = 8,
  /** Bytes from the end of the weights to the next pair's. */
  GAP = 24,
}

/** And behind them, s32, what `rescale_to_s8` takes. */
export enum DspRescale {
  MULTIPLIER_0 = 0,
  FACTOR_0 = 4,
  MULTIPLIER_1 = 8,
  FACTOR_1 = 12,
}
export const DSP_TILE_DEPTH = 4;
export const DSP_LEAST_DEPTH = 8;

/**
 * Four filters for cores without DSP instructions, by offsets in bytes: of each two, what their totals begin with, then weights
 * s32[taps / 2, 4] (first + (second << 16): of the first two filters for both taps, then of the others), then what
 * `rescale_armv6m` takes for each filter.
 */
export enum PackedTile {
  ALL_0 = 0,
  SECOND_0 = 4,
  ALL_1 = 8,
  SECOND_1 = 12,
  WEIGHTS = 16,
  CHANNEL = 20,
}
export const PACKED_TILE_DEPTH = 2;

/**
 * 32 filters for `bconv2d_columns`. Outputs that are signs: mask u32 of filters that there are, then planes u32[P] that counters begin
 * with, for windows as they are, with an even and with an odd number of signs, and for inverted ones. Numbers: s32 count of filters,
 * then for each its s32 number of -1, what its output is made with, and s32[MULTIPLIER] sums by tap. Then rows u32[32 · DEPTH + 1],
 * of which the first is 0.
 */
export enum SignColumns {
  /** Planes u32[16], u8[64], and as much as aligns the list u16[32 · DEPTH + 16] behind them. */
  SCRATCH_BYTES = 128,
  ALIGNMENT = 32,
}

/**
 * 128 filters for `bconv2d_simd`. Outputs that are signs: s32 count of output words, v128 mask at 16, then planes v128[P] as those of
 * `SignColumns`. Numbers: four times what `SignColumns` has of 32 filters. Then rows v128[32 · DEPTH + 1], of which the first is 0.
 * Scratch, at a multiple of 32: planes v128[16] and what 32 counters are unpacked in, a window's list u16[32 · DEPTH + 32], and for
 * each pixel, and one outside, a record of MULTIPLIER bytes: u32 bytes of its list, and the list.
 */
export enum SignLists {
  PLANES_BYTES = 384,
  ENTRIES = 16,
}

/**
 * Sums of whole numbers by several lanes of a word (`qonnx_sums_packed`, `qonnx_sums_dsp`): what the fields of `Conv` that say how
 * outputs are scaled are for there. Behind the fields lie tiles of filters, then a record of each filter: s32 what is added to its
 * sum; or s32[LEVEL_WORDS] thresholds · 256 + the level behind each, the first of which is always
 * reached; or s32[2^LEVEL_BITS - 1] thresholds of its sum, then s8[2^LEVEL_BITS] levels, in whole words.
 */
export enum Lanes {
  /** Halvings that find a level, where it is not found in words. */
  LEVEL_BITS = 0,
  /** Words that a level is found in, 4 or 16. */
  LEVEL_WORDS = 4,
  /** Of all tiles. */
  TILES_BYTES = 8,
  /** Taps between two times that lanes are taken apart. */
  CHUNK = 76,
  /** Of a position's sums, whole tiles of them. */
  SUMS_BYTES = 72,
  /** Bits of the lower lane of two, for DSP instructions. */
  LANE_BITS = 88,
}
