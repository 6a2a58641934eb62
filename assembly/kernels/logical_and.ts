/**
 * Whether both elements are true.
 * @param a, b   bool[n]; a step of 0 repeats one element (broadcasting)
 * @param y      bool[n]; may begin at or before a or b and lie over it
 */
export function logical_and(a: usize, stepA: usize, b: usize, stepB: usize, y: usize, n: usize): void {
  const end = y + n;
  do {
    store<u8>(y, i32(load<u8>(a) != 0) & i32(load<u8>(b) != 0));
    a += stepA;
    b += stepB;
    y++;
  } while (y != end);
}
