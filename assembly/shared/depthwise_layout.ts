// Shared by asc and tsc: constants only, no loads, no host types.

/**
 * Byte offsets of the s32 constants of the depthwise DSP kernels. One channel at a time lies widened in a plane, padding
 * around it; columns are the image's longer way: its rows or its columns.
 */
export enum Plane {
  CHANNELS = 0,
  /** Of the plane. */
  BYTES_ALL = 4,
  /** From one of its rows to the next. */
  PITCH = 8,
  /** The input's zero point in both halves. */
  PAD_PAIR = 12,
  /** Where the input begins in it, and how much of the input is needed. */
  INPUT = 16,
  INPUT_ROWS = 20,
  INPUT_COLUMNS = 24,
  /** Bytes in x from one to the next. */
  X_ROW = 28,
  X_COLUMN = 32,
  OUT_ROWS = 36,
  OUT_COLUMNS = 40,
  Y_ROW = 44,
  Y_COLUMN = 48,
  /** Bytes in the plane from the windows of one output to those of the next. */
  STEP_ROW = 52,
  STEP_COLUMN = 56,
  KERNEL_ROWS = 60,
  /** Bytes of a row of weights: pairs of s16. */
  KERNEL_ROW_BYTES = 64,
  OUT_ZERO = 68,
  OUT_MIN = 72,
  OUT_MAX = 76,
  BYTES = 80,
}

/** Each channel's s32 before its weights. */
export enum PlaneChannel {
  BIAS = 0,
  MULTIPLIER = 4,
  FACTOR = 8,
  BYTES = 12,
}

/** Bytes from one row of the plane to the next where the kernel has them in its instructions. */
export const PLANE_PITCH = 128;
