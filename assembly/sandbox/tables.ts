import { Instance, SegmentEntry, TableEntry } from '../shared/instance';
import { is_within } from './memory';

// Core specification 4.4.6. Each gives 1, and has done nothing, where a range is out of bounds, else 0.

function entry_of(instance: usize, table: u32): usize {
  return load<usize>(instance, Instance.TABLES) + table * TableEntry.BYTES;
}

function table_of(instance: usize, table: u32): usize {
  return load<usize>(entry_of(instance, table), TableEntry.TABLE);
}

function element_at(table: usize, index: u32): usize {
  return table + 4 + index * 4;
}

function fill(table: usize, from: u32, to: u32, reference: u32): void {
  for (let index = from; index < to; index++) store<u32>(element_at(table, index), reference);
}

/** The size before, or -1 where there is no room. */
export function table_grow(instance: usize, table: u32, reference: u32, count: u32): i32 {
  const place = table_of(instance, table);
  const before = load<u32>(place);
  if (count > load<u32>(entry_of(instance, table), TableEntry.MAX) - before) return -1;
  store<u32>(place, before + count);
  fill(place, before, before + count, reference);
  return <i32>before;
}

export function table_fill(instance: usize, table: u32, to: u32, reference: u32, count: u32): u32 {
  const place = table_of(instance, table);
  if (!is_within(to, count, load<u32>(place))) return 1;
  fill(place, to, to + count, reference);
  return 0;
}

export function table_copy(instance: usize, table: u32, source: u32, to: u32, from: u32, count: u32): u32 {
  const place = table_of(instance, table);
  const origin = table_of(instance, source);
  if (!is_within(from, count, load<u32>(origin)) || !is_within(to, count, load<u32>(place))) return 1;
  memory.copy(element_at(place, to), element_at(origin, from), count * 4);
  return 0;
}

export function table_init(instance: usize, table: u32, segment: u32, to: u32, from: u32, count: u32): u32 {
  const place = table_of(instance, table);
  const length = load<u32>(load<usize>(instance, Instance.ELEMENT_LENGTHS) + segment * 4);
  if (!is_within(from, count, length) || !is_within(to, count, load<u32>(place))) return 1;
  const entry = load<usize>(instance, Instance.ELEMENTS) + segment * SegmentEntry.BYTES;
  const items = load<usize>(entry, SegmentEntry.CONTENTS);
  for (let index: u32 = 0; index < count; index++) {
    const item = load<u32>(items + (from + index) * 4);
    // Odd is the address of a global's cell, plus 1.
    store<u32>(element_at(place, to + index), item & 1 ? load<u32>(<usize>(item - 1)) : item);
  }
  return 0;
}
