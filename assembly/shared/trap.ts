// Shared by asc and tsc: constants only, no loads, no host types.

/** Why a sandboxed module stopped (core specification, 4.4 and 4.5: wherever it says "trap"). */
export enum Trap {
  NONE = 0,
  UNREACHABLE = 1,
  DIVIDE_BY_ZERO = 2,
  INTEGER_OVERFLOW = 3,
  INVALID_CONVERSION = 4,
  MEMORY_BOUNDS = 5,
  TABLE_BOUNDS = 6,
  /** An indirect call beyond the end of its table. */
  UNDEFINED_ELEMENT = 7,
  /** An indirect call of a null reference. */
  UNINITIALIZED_ELEMENT = 8,
  INDIRECT_CALL_TYPE = 9,
  STACK_EXHAUSTED = 10,
}

/** A trap is told in one word: its kind above this bit, the byte offset of its instruction in the module below. */
export const TRAP_KIND_SHIFT = 28;
