import { next } from './shared/random';

const SLOTS = 509;
const KEYS = 400;
const KEYS_AT = SLOTS * 8;

/** The slot of a key, or the empty one where it would be: open addressing, one step at a time. */
function find(table: usize, slots: u32, key: u32): usize {
  let index = key % slots;
  while (true) {
    const slot = table + (index << 3);
    const there = load<u32>(slot);
    if (there == key || there == 0) return slot;
    index++;
    if (index == slots) index = 0;
  }
}

/** Adds one to the count of each key, none of which is 0; gives how many keys were new. The table is {key u32, count u32}[slots]. */
export function count_keys(table: usize, slots: u32, keys: usize, count: u32): u32 {
  let fresh: u32 = 0;
  for (const end = keys + (count << 2); keys < end; keys += 4) {
    const key = load<u32>(keys);
    const slot = find(table, slots, key);
    if (load<u32>(slot) == 0) fresh++;
    store<u32>(slot, key);
    store<u32>(slot, load<u32>(slot, 4) + 1, 4);
  }
  return fresh;
}

export function prepare(at: usize): void {
  let x: u32 = 1;
  for (let i: usize = 0; i < <usize>KEYS; i++) {
    x = next(x);
    store<u32>(at + KEYS_AT + (i << 2), (x % 300) * 0x01000193 + 1);
  }
}

export function run(at: usize): i32 {
  return count_keys(at, SLOTS, at + KEYS_AT, KEYS);
}
