import { Instance, PAGE_BYTES, SegmentEntry } from '../shared/instance';

// Core specification 4.4.7. Each gives 1, and has done nothing, where a range is out of bounds, else 0.

/** Whether `count` from `start` on end within `size`, without a sum that could wrap around. */
export function is_within(start: u32, count: u32, size: u32): bool {
  return start <= size && count <= size - start;
}

function bytes_of(instance: usize): u32 {
  return load<u32>(load<usize>(instance, Instance.MEMORY_BYTES));
}

/** Whole words of zeros. */
export function clear(from: usize, to: usize): void {
  for (let at = from; at < to; at += 4) store<u32>(at, 0);
}

/** The size before, in pages, or -1 where there is no room. */
export function memory_grow(instance: usize, pages: u32): i32 {
  const before = bytes_of(instance);
  if (pages > (load<u32>(instance, Instance.MEMORY_MAX) - before) / PAGE_BYTES) return -1;
  const after = before + pages * PAGE_BYTES;
  const memory = load<usize>(instance, Instance.MEMORY);
  clear(memory + before, memory + after);
  store<u32>(load<usize>(instance, Instance.MEMORY_BYTES), after);
  return <i32>(before / PAGE_BYTES);
}

export function memory_fill(instance: usize, to: u32, value: u32, count: u32): u32 {
  if (!is_within(to, count, bytes_of(instance))) return 1;
  memory.fill(load<usize>(instance, Instance.MEMORY) + to, <u8>value, count);
  return 0;
}

export function memory_copy(instance: usize, to: u32, from: u32, count: u32): u32 {
  const size = bytes_of(instance);
  if (!is_within(from, count, size) || !is_within(to, count, size)) return 1;
  const start = load<usize>(instance, Instance.MEMORY);
  memory.copy(start + to, start + from, count);
  return 0;
}

export function memory_init(instance: usize, segment: u32, to: u32, from: u32, count: u32): u32 {
  const length = load<u32>(load<usize>(instance, Instance.DATA_LENGTHS) + segment * 4);
  if (!is_within(from, count, length) || !is_within(to, count, bytes_of(instance))) return 1;
  const entry = load<usize>(instance, Instance.DATA) + segment * SegmentEntry.BYTES;
  memory.copy(load<usize>(instance, Instance.MEMORY) + to, load<usize>(entry, SegmentEntry.CONTENTS) + from, count);
  return 0;
}
