// Shared by asc and tsc: constants only, no loads, no host types.
//
// The linker writes one model descriptor into flash; the runtime finds it through the imported global `env.descriptor`.
// Byte offsets of its u32 fields.

export const DESCRIPTOR_MAGIC = 0x31304a70; // "pJ01"

export enum Descriptor {
  MAGIC = 0,
  /** CRC-32 (zlib) of the module followed by the weights. */
  MODEL_CRC = 4,
  ARENA = 8,
  ARENA_BYTES = 12,
  /** RAM copy of the inputs, so that one loaded input serves many inferences although the arena is reused. */
  STAGING = 16,
  INPUT_BYTES = 20,
  INPUT_COUNT = 24,
  /** → INPUT_COUNT × { arena offset u32, bytes u32 } */
  INPUTS = 28,
  OUTPUT_BYTES = 32,
  OUTPUT_COUNT = 36,
  /** → OUTPUT_COUNT × { arena offset u32, bytes u32 } */
  OUTPUTS = 40,
  LAYER_COUNT = 44,
  /**
   * → LAYER_COUNT × { code address with the Thumb bit u32, output arena offset u32, output bytes u32 }; where a layer has several
   * outputs, the last two are the address of { arena offset u32, bytes u32 } each, and their number plus SEVERAL_OUTPUTS.
   */
  LAYERS = 48,
  CLOCK_HZ = 52,
  /** Lowest address of the stack. */
  STACK_BOTTOM = 56,
  STACK_TOP = 60,
  /** → zero-terminated ASCII */
  BOARD_NAME = 64,
  MODEL_NAME = 68,
  /** Code address of the function that gives the network's state its first values; 0 where it keeps none. */
  RESET = 72,
  BYTES = 76,
}

export const SEVERAL_OUTPUTS = 0x80000000;
export const SPAN_BYTES = 8;
export const LAYER_BYTES = 12;
