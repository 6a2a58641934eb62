// Shared by asc and tsc: constants only, no loads, no host types.

/** Filters side by side in a float convolution's weights, f32[depth, 8] behind f32[8] biases. */
export const REAL_TILE = 8;
/** Windows that its kernel for vectors takes at once. */
export const REAL_POSITIONS = 4;

/** Byte offsets of the s32 and f32 constants of a product of float matrices; steps in bytes. */
export enum RealProduct {
  ROWS = 0,
  COLUMNS = 4,
  DEPTH = 8,
  A_ROW = 12,
  A_DEPTH = 16,
  B_COLUMN = 20,
  B_DEPTH = 24,
  /** From one bias to the next: 0 where there is one 0. */
  BIAS_STEP = 28,
  OUT_MIN = 32,
  OUT_MAX = 36,
  BIAS = 40,
}
