// Shared by asc and tsc: constants only, no loads, no host types.
//
// What a sandboxed module is instantiated from: a table in flash that the compiler writes (host/aot/sandbox) and the sandbox's
// runtime reads (assembly/sandbox). All fields are u32; `→` is an address. A table in RAM is the number of its elements, then
// the elements; a reference is the address of what it refers to, 0 is null.
//
// Initial values and offsets are pairs: the address of a global's cell, or 0 where the number that follows is the value.

export const PAGE_BYTES = 0x1_0000;
/** Of an element or data segment that goes nowhere by itself. */
export const PASSIVE = 0xffffffff;

/** Byte offsets of the fields. */
export enum Instance {
  /** → linear memory */
  MEMORY = 0,
  /** → the word that holds its size in bytes */
  MEMORY_BYTES = 4,
  /** Bytes at the start, and how many there is room for. */
  MEMORY_MIN = 8,
  MEMORY_MAX = 12,
  /** → TABLE_COUNT × TableEntry */
  TABLES = 16,
  TABLE_COUNT = 20,
  /** → GLOBAL_COUNT × GlobalEntry: those that the module defines */
  GLOBALS = 24,
  GLOBAL_COUNT = 28,
  /** → ELEMENT_COUNT × SegmentEntry */
  ELEMENTS = 32,
  ELEMENT_COUNT = 36,
  /** → DATA_COUNT × SegmentEntry */
  DATA = 40,
  DATA_COUNT = 44,
  /** → a word for each segment: its length now, 0 once it is dropped */
  ELEMENT_LENGTHS = 48,
  DATA_LENGTHS = 52,
  /** Code address of the start function, or 0. */
  START = 56,
  BYTES = 60,
}

export enum TableEntry {
  /** → the table */
  TABLE = 0,
  /** Elements at the start, and how many there is room for. */
  MIN = 4,
  MAX = 8,
  BYTES = 12,
}

export enum GlobalEntry {
  /** → its cell */
  CELL = 0,
  /** 1 or 2 */
  WORDS = 4,
  SOURCE = 8,
  LOW = 12,
  HIGH = 16,
  BYTES = 20,
}

export enum SegmentEntry {
  /** Number of the table or memory that it is copied into, or PASSIVE. */
  TARGET = 0,
  SOURCE = 4,
  OFFSET = 8,
  /** → bytes; or references, each the address of a function's entry, 0, or the address of a global's cell plus 1 */
  CONTENTS = 12,
  LENGTH = 16,
  BYTES = 20,
}
