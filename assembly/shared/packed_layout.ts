// Shared by asc and tsc: constants only, no loads, no host types.

/**
 * Byte offsets of the s32 constants of the depthwise kernels for packed products. A channel lies in a plane of words: each is
 * the value in column c of a padded row, plus the one in column c + D shifted left by 16. Columns are the image's rows or its
 * columns, whichever makes fewer words; a window at c makes output o, one at c + D output o + ⌊outputs / 2⌋.
 */
export enum Packed {
  CHANNELS = 0,
  /** Outputs per channel. */
  MULTIPLIER = 4,
  /** Taps of one of them, and the bytes that they take as s32, before the plane. */
  TAPS = 8,
  TAP_BYTES = 12,
  PLANE_BYTES = 16,
  /** From one row of the plane to the next. */
  PITCH = 20,
  /** The input's zero point, and a word of it. */
  PAD = 24,
  PAD_WORD = 28,
  /** First word of the plane with a value of the input in it. */
  INPUT = 32,
  INPUT_ROWS = 36,
  /** How many words of a row hold a second column only, then both, then a first one only; the rest is padding. */
  SECOND_ONLY = 40,
  BOTH = 44,
  FIRST_ONLY = 48,
  /** Bytes in x from its first column to the one that is the first in a second half. */
  X_SECOND = 52,
  /** Bytes in x from one to the next. */
  X_ROW = 56,
  X_COLUMN = 60,
  OUT_ROWS = 64,
  /** Bytes in the plane from the windows of a row's first word of outputs to behind those of its last. */
  OUT_ROW_BYTES = 68,
  /** Bytes in y from a word's first output to its second. */
  Y_SECOND = 72,
  Y_ROW = 76,
  Y_COLUMN = 80,
  /** Bytes in the plane from the windows of one word of outputs to those of the next. */
  STEP_ROW = 84,
  STEP_COLUMN = 88,
  /** Taps in a row, and the bytes in the plane from one to the next. */
  KERNEL_COLUMNS = 92,
  TAP_COLUMN = 96,
  TAP_ROW = 100,
  OUT_BYTES = 104,
  OUT_MIN = 108,
  OUT_MAX = 112,
  BYTES = 116,
}

/** Each output channel's s32 before its taps, which are s8, padded to whole words. */
export enum PackedChannel {
  /** 3×3: whether the sum of any row's three products fits 16 bits. */
  HAS_SMALL_ROWS = 0,
  /** For the short rescaling. */
  LOW = 4,
  HIGH = 8,
  OFFSET = 12,
  SHORT_BYTES = 16,
  /** For the other one: what `requantize_pieces` takes. */
  BIAS = 4,
  RESCALE = 8,
  BYTES = 28,
}
