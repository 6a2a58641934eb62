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
  /** Convolution: the zero point as unsigned byte. Depthwise: minus the zero point. */
  PAD_VALUE = 68,
  GROUPS = 72,
  GROUP_CHANNELS = 76,
  GROUP_FILTERS = 80,
  /** Window size rounded up to TILE_DEPTH. */
  DEPTH = 84,
  /** Depthwise: outputs per input channel. */
  MULTIPLIER = 88,
  BYTES = 92,
}

/** bias s32, multiplier s32, shift s32 */
export const CHANNEL_BYTES = 12;
export const TILE_CHANNELS = 4;
export const TILE_DEPTH = 8;
