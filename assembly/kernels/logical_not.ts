/**
 * Whether an element is false.
 * @param x  bool[n]; a step of 1
 * @param y  bool[n]; may begin at or before x and lie over it
 */
export function logical_not(x: usize, step: usize, y: usize, n: usize): void {
  const end = y + n;
  do {
    store<u8>(y, i32(load<u8>(x) == 0));
    x += step;
    y++;
  } while (y != end);
}
