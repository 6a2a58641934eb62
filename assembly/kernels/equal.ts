/**
 * Whether two elements are equal, as they are stored, or whether they are not.
 * @param a, b    T[n], each with the bytes to its next element; a step of 0 repeats one (broadcasting)
 * @param y       bool[n]; may begin at or before a or b and lie over it
 * @param invert  1 to tell what differs
 */
export function equal<T>(a: usize, stepA: usize, b: usize, stepB: usize, y: usize, n: usize, invert: i32): void {
  const end = y + n;
  do {
    store<u8>(y, i32(load<T>(a) == load<T>(b)) ^ invert);
    a += stepA;
    b += stepB;
    y++;
  } while (y != end);
}
