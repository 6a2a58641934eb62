/** Writes `value` to `n` bytes, n >= 1. */
export function fill_bytes(y: usize, value: i32, n: usize): void {
  const end = y + n;
  do {
    store<u8>(y, value);
    y++;
  } while (y != end);
}
