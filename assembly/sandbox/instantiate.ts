import { GlobalEntry, Instance, PASSIVE, SegmentEntry, TableEntry } from '../shared/instance';
import { Trap } from '../shared/trap';
import { clear, memory_init } from './memory';
import { table_init } from './tables';

// Core specification 4.5.4: what a module begins with, each time anew. The start function is the caller's to enter: it is part
// of the module, and may trap.

function number_at(place: usize): u32 {
  const cell = load<usize>(place);
  return cell ? load<u32>(cell) : load<u32>(place, 4);
}

function begin_memory(instance: usize): void {
  const bytes = load<u32>(instance, Instance.MEMORY_MIN);
  const start = load<usize>(instance, Instance.MEMORY);
  store<u32>(load<usize>(instance, Instance.MEMORY_BYTES), bytes);
  clear(start, start + bytes);
}

function begin_tables(instance: usize): void {
  let entry = load<usize>(instance, Instance.TABLES);
  for (let left = load<u32>(instance, Instance.TABLE_COUNT); left > 0; left--) {
    const table = load<usize>(entry, TableEntry.TABLE);
    const count = load<u32>(entry, TableEntry.MIN);
    store<u32>(table, count);
    clear(table + 4, table + 4 + count * 4);
    entry += TableEntry.BYTES;
  }
}

function begin_globals(instance: usize): void {
  let entry = load<usize>(instance, Instance.GLOBALS);
  for (let left = load<u32>(instance, Instance.GLOBAL_COUNT); left > 0; left--) {
    const cell = load<usize>(entry, GlobalEntry.CELL);
    const source = load<usize>(entry, GlobalEntry.SOURCE);
    const from = source ? source : entry + GlobalEntry.LOW;
    store<u32>(cell, load<u32>(from));
    if (load<u32>(entry, GlobalEntry.WORDS) == 2) store<u32>(cell, load<u32>(from, 4), 4);
    entry += GlobalEntry.BYTES;
  }
}

/** Every segment is whole again. */
function begin_segments(segments: usize, count: u32, lengths: usize): void {
  for (; count > 0; count--) {
    store<u32>(lengths, load<u32>(segments, SegmentEntry.LENGTH));
    segments += SegmentEntry.BYTES;
    lengths += 4;
  }
}

function copy_elements(instance: usize): u32 {
  const count = load<u32>(instance, Instance.ELEMENT_COUNT);
  for (let segment: u32 = 0; segment < count; segment++) {
    const entry = load<usize>(instance, Instance.ELEMENTS) + segment * SegmentEntry.BYTES;
    const table = load<u32>(entry, SegmentEntry.TARGET);
    if (table == PASSIVE) continue;
    const to = number_at(entry + SegmentEntry.SOURCE);
    if (table_init(instance, table, segment, to, 0, load<u32>(entry, SegmentEntry.LENGTH))) return Trap.TABLE_BOUNDS;
    store<u32>(load<usize>(instance, Instance.ELEMENT_LENGTHS) + segment * 4, 0);
  }
  return Trap.NONE;
}

function copy_data(instance: usize): u32 {
  const count = load<u32>(instance, Instance.DATA_COUNT);
  for (let segment: u32 = 0; segment < count; segment++) {
    const entry = load<usize>(instance, Instance.DATA) + segment * SegmentEntry.BYTES;
    if (load<u32>(entry, SegmentEntry.TARGET) == PASSIVE) continue;
    const to = number_at(entry + SegmentEntry.SOURCE);
    if (memory_init(instance, segment, to, 0, load<u32>(entry, SegmentEntry.LENGTH))) return Trap.MEMORY_BOUNDS;
    store<u32>(load<usize>(instance, Instance.DATA_LENGTHS) + segment * 4, 0);
  }
  return Trap.NONE;
}

/** Gives a kind of trap where an active segment is out of bounds: those before it have been copied by then. */
export function instantiate(instance: usize): u32 {
  begin_memory(instance);
  begin_tables(instance);
  begin_globals(instance);
  begin_segments(
    load<usize>(instance, Instance.ELEMENTS),
    load<u32>(instance, Instance.ELEMENT_COUNT),
    load<usize>(instance, Instance.ELEMENT_LENGTHS),
  );
  begin_segments(
    load<usize>(instance, Instance.DATA),
    load<u32>(instance, Instance.DATA_COUNT),
    load<usize>(instance, Instance.DATA_LENGTHS),
  );
  const trap = copy_elements(instance);
  return trap ? trap : copy_data(instance);
}
