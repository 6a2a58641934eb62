// Shared by asc and tsc: constants only, no loads, no host types.

/** Byte offsets of the s32 constants of a resizing. */
export enum Resize {
  BATCH = 0,
  IN_H = 4,
  IN_W = 8,
  CHANNELS = 12,
  OUT_H = 16,
  OUT_W = 20,
  /** Where the first output lies between inputs, and how far apart outputs are, times 2^10. */
  FIRST_Y = 24,
  STEP_Y = 28,
  FIRST_X = 32,
  STEP_X = 36,
  BYTES = 40,
}
