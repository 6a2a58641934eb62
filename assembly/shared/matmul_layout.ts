// Shared by asc and tsc: constants only, no loads, no host types.

/**
 * Byte offsets of the s32 constants of a product of matrices a[i, k] and b[k, j]; steps are in bytes. Behind them lies the bias of
 * each column, or one 0.
 */
export enum MatMul {
  ROWS = 0,
  COLUMNS = 4,
  DEPTH = 8,
  /** From one row of a to the next, and along k. */
  A_ROW = 12,
  A_DEPTH = 16,
  B_COLUMN = 20,
  B_DEPTH = 24,
  /** Of int8 alone. */
  A_ZERO = 28,
  B_ZERO = 32,
  OUT_ZERO = 36,
  MULTIPLIER = 40,
  SHIFT = 44,
  OUT_MIN = 48,
  OUT_MAX = 52,
  /** From one bias to the next: 4, or 0 where there is none. */
  BIAS_STEP = 56,
  BIAS = 60,
}

/** Columns that are multiplied together. */
export const MATMUL_COLUMNS = 4;
