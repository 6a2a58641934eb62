/**
 * Whether an element is less than or equal to another one, as they are stored.
 * @param a, b    T[n], each with the bytes to its next element; a step of 0 repeats one (broadcasting)
 * @param y       bool[n]; may begin at or before a or b and lie over it
 */
export function at_most<T>(a: usize, stepA: usize, b: usize, stepB: usize, y: usize, n: usize): void {
  const end = y + n;
  do {
    store<u8>(y, i32(load<T>(a) <= load<T>(b)));
    a += stepA;
    b += stepB;
    y++;
  } while (y != end);
}
