import { fill } from './shared/random';

const SHIFTS_BYTES = 256;
const TEXT_BYTES = 4096;
const PATTERNS = 8;

/**
 * First place of a pattern of 1 to 255 bytes, or -1 (Horspool, Practical fast searching in strings, 1980).
 * @param shifts  u8[256] scratch
 */
export function search(shifts: usize, text: usize, textBytes: i32, pattern: usize, patternBytes: i32): i32 {
  for (let at = shifts; at < shifts + SHIFTS_BYTES; at++) store<u8>(at, patternBytes);
  const last = patternBytes - 1;
  for (let index = 0; index < last; index++) store<u8>(shifts + load<u8>(pattern + index), last - index);
  let at = 0;
  while (at + patternBytes <= textBytes) {
    let index = last;
    while (load<u8>(text + at + index) == load<u8>(pattern + index)) {
      if (index == 0) return at;
      index--;
    }
    at += load<u8>(shifts + load<u8>(text + at + last));
  }
  return -1;
}

/** A text of eight letters. */
export function prepare(at: usize): void {
  const text = at + SHIFTS_BYTES;
  fill(text, TEXT_BYTES, 1);
  for (let i = text; i < text + TEXT_BYTES; i++) store<u8>(i, 97 + (load<u8>(i) & 7));
}

/** Its own tails of 5 to 12 letters: most are found nowhere but at the end. */
export function run(at: usize): i32 {
  const text = at + SHIFTS_BYTES;
  let sum = 0;
  for (let bytes = 5; bytes < 5 + PATTERNS; bytes++)
    sum += search(at, text, TEXT_BYTES, text + TEXT_BYTES - bytes, bytes);
  return sum;
}
