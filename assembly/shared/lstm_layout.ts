// Shared by asc and tsc: constants only.

/** Gates, in the order of their constants. */
export const GATES = 4;
/** Multiplier and shift s32 of the input's sum, then of the hidden state's. */
export const GATE_BYTES = 16;

/** Fields of the constants of `lstm`, byte offsets of s32. */
export enum Lstm {
  BATCH = 0,
  TIMES = 4,
  INPUTS = 8,
  UNITS = 12,
  /** Bytes from one time to the next, and from one sequence of the batch to the next, of the input and of the output. */
  INPUT_TIME = 16,
  INPUT_BATCH = 20,
  OUTPUT_TIME = 24,
  OUTPUT_BATCH = 28,
  /** Cell state · forget gate; input gate · cell gate; tanh(cell state) · output gate. */
  FORGET_MULTIPLIER = 32,
  FORGET_SHIFT = 36,
  UPDATE_MULTIPLIER = 40,
  UPDATE_SHIFT = 44,
  HIDDEN_MULTIPLIER = 48,
  HIDDEN_SHIFT = 52,
  HIDDEN_ZERO = 56,
  /** 0 for none. */
  CLIP = 60,
  /** Cell state → what tanh takes: multiplied, then shifted right to nearest. */
  CELL_FACTOR = 64,
  CELL_SHIFT = 68,
  /** Of one unit's gate. */
  GATE_WEIGHT_BYTES = 72,
  /** GATES × GATE_BYTES. */
  RESCALES = 76,
  /** Sigmoid, u16[256]. */
  TABLE = 140,
  BYTES = 652,
}
