/**
 * Ways to put queens on the rows that are left, so that none attacks another: backtracking on sets of bits.
 * @param all      a bit for each column
 * @param columns  those taken; `left` and `right` are those attacked along a diagonal
 */
export function queens(all: u32, columns: u32, left: u32, right: u32): i32 {
  if (columns == all) return 1;
  let count = 0;
  let free = all & ~(columns | left | right);
  while (free) {
    const bit = free & (0 - free);
    free ^= bit;
    count += queens(all, columns | bit, (left | bit) << 1, (right | bit) >>> 1);
  }
  return count;
}

export function prepare(at: usize): void {
  store<u32>(at, 0xff);
}

export function run(at: usize): i32 {
  return queens(load<u32>(at), 0, 0, 0);
}
