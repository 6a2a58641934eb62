import { fill } from './shared/random';

const BYTES = 64;

/** Fewest insertions, deletions and replacements from `a` to `b` (Wagner and Fischer 1974); `row` is u16[bBytes + 1] scratch. */
export function levenshtein(a: usize, aBytes: i32, b: usize, bBytes: i32, row: usize): i32 {
  for (let j = 0; j <= bBytes; j++) store<u16>(row + (j << 1), j);
  for (let i = 0; i < aBytes; i++) {
    const letter = load<u8>(a + i);
    let diagonal = i;
    let left = i + 1;
    store<u16>(row, left);
    for (let j = 0; j < bBytes; j++) {
      const cell = row + (j << 1);
      const above = <i32>load<u16>(cell, 2);
      const replaced = diagonal + i32(load<u8>(b + j) != letter);
      left = min(min(above, left) + 1, replaced);
      store<u16>(cell, left, 2);
      diagonal = above;
    }
  }
  return load<u16>(row + (bBytes << 1));
}

/** Two texts of four letters. */
export function prepare(at: usize): void {
  fill(at, 2 * BYTES, 1);
  for (let i = at; i < at + 2 * BYTES; i++) store<u8>(i, load<u8>(i) & 3);
}

export function run(at: usize): i32 {
  return levenshtein(at, BYTES, at + BYTES, BYTES, at + 2 * BYTES);
}
