// Shared by asc and tsc: constants only.

/** Fields of the constants of `svdf`, byte offsets of s32. */
export enum Svdf {
  BATCH = 0,
  INPUTS = 4,
  UNITS = 8,
  RANK = 12,
  MEMORY = 16,
  STATE_ZERO = 20,
  FEATURE_MULTIPLIER = 24,
  FEATURE_SHIFT = 28,
  TIME_MULTIPLIER = 32,
  TIME_SHIFT = 36,
  OUT_ZERO = 40,
  BYTES = 44,
}
