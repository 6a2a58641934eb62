// Shared by asc and tsc: constants only.

/** Fields of the constants of `detection_postprocess`, byte offsets. */
export enum Detection {
  /** f32: of y, x, height and width. */
  SCALES = 0,
  /** f32: what a score reaches at least, and an overlap at most. */
  LEAST_SCORE = 16,
  MOST_OVERLAP = 20,
  /** u32, as all that follow. */
  BOXES = 24,
  /** Bytes of a box's encoding, and of its scores. */
  ENCODING_BYTES = 28,
  SCORE_BYTES = 32,
  /** Bytes of scores before that of class 0. */
  BACKGROUND_BYTES = 36,
  CLASSES = 40,
  MOST = 44,
  /** Detections of a class; 0 where a box counts for its best class alone. */
  MOST_OF_CLASS = 48,
  /** u64[2 · 128], see host/compile/exp-f64-table.ts. */
  EXP_TABLE = 56,
}
