// Shared by asc and tsc: constants only, no loads, no host types.

/**
 * Byte offsets of the s32 constants of kernels for 128-bit vectors. They read a plane of s16 in scratch: the input widened, with its
 * padding around it. Behind the fields lie the positions, groups of `POSITIONS` × {in the plane, in y} byte offsets, behind these the
 * blocks of output channels, see `Block`.
 */
export enum Simd {
  /** Rows of the input, and elements of one. */
  IN_ROWS = 0,
  ROW = 4,
  /** Rows of padding above the input; elements of padding on its left and right. */
  TOP = 8,
  LEFT = 12,
  RIGHT = 16,
  /** Zero point of the input. */
  PAD_VALUE = 20,
  /** Rows of the plane; depthwise: pairs of rows. */
  PLANE_ROWS = 24,
  /** Bytes from one of them to the next. */
  PITCH = 28,
  /** Depthwise and 3×3: bytes from one column of the plane to the next. */
  COLUMN = 32,
  /** Convolution: runs of adjacent elements in a window, its rows. Depthwise: columns of a window. */
  RUNS = 36,
  /** Convolution: pairs of elements in a run. */
  RUN_PAIRS = 40,
  /** Groups of positions; depthwise: of those whose window begins with an even row of the plane. */
  GROUPS = 44,
  /** Depthwise: groups of those whose window begins with an odd row. */
  ODD_GROUPS = 48,
  /** Depthwise: pairs of rows that a window lies in, by whether it begins with an even or odd row. */
  ROW_PAIRS = 52,
  ODD_ROW_PAIRS = 56,
  CHANNELS = 60,
  BLOCKS = 64,
  /** Bytes of a block. */
  BLOCK_BYTES = 68,
  OUT_ZERO = 72,
  OUT_MIN = 76,
  OUT_MAX = 80,
  /** What adding rounds with, plus the zero point: float32, and float64 in two words. */
  NEAREST_ZERO = 84,
  DOUBLE_ZERO = 88,
  DOUBLE_ZERO_HIGH = 92,
  BYTES = 96,
}

/** Positions that one tile computes together, and output channels of a block. */
export const POSITIONS = 4;
export const BLOCK_CHANNELS = 8;

/**
 * Byte offsets in a block: what all of its channels have, then each channel's own in arrays of eight, then weights. A block begins
 * with the eighth channel before the last at the latest, so that two may share channels.
 */
export enum Block {
  /** `Form` */
  FORM = 0,
  FIRST_CHANNEL = 4,
  /** s32 */
  BIAS = 16,
  /** Scale, float32 or float64, or s32 multiplier */
  SCALE = 48,
  /** Offset, float32 or float64, or s32 shift */
  OFFSET = 112,
  WEIGHTS = 176,
}

/** How sums become outputs, see assembly/arith/simd/rescale.ts. */
export enum Form {
  FLOOR = 0,
  NEAREST = 1,
  DOUBLE = 2,
  EXACT = 3,
  /** In modules that round in other ways, too. */
  EVEN = 4,
}

/** float32 bits of 1.5 · 2^23 and of 1.5 · 2^15. */
export const NEAREST_BITS = 0x4b400000;
export const FLOOR_BITS = 0x47400000;

/** Scratch begins with the first multiple of these bytes. */
export const SCRATCH_ALIGNMENT = 64;
/** Scratch before the plane: sums of a tile. */
export const SUMS_BYTES = 128;
/** Tiles that the 3×3 kernel multiplies together, bytes of one in its list, and of all their products. */
export const WINOGRAD_TILES = 4;
export const WINOGRAD_TILE_BYTES = 8 * POSITIONS;
export const PRODUCTS_BYTES = 16 * WINOGRAD_TILES * 4 * BLOCK_CHANNELS;
/** What vectors may read or write behind the elements that are meant. */
export const SLACK_BYTES = 64;

/** Constants of `add_s8_simd`: byte offsets of s32, and two numbers. */
export enum Sum {
  OUT_MIN = 0,
  OUT_MAX = 4,
  /** Slopes of a and b, s16 in one word: their higher bits, and the lowest `LOW_BITS`. */
  HIGH = 8,
  LOW = 12,
  OFFSET = 16,
  LOW_BITS = 14,
  /** Bits behind the point. */
  SHIFT = 21,
}
