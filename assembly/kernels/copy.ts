/** Copies `n` bytes, n >= 1, between regions that do not overlap. */
export function copy(x: usize, y: usize, n: usize): void {
  const end = x + n;
  do {
    store<u8>(y, load<u8>(x));
    x++;
    y++;
  } while (x != end);
}
