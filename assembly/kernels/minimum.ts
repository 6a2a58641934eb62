/**
 * The smaller of two elements, as they are stored.
 * @param a, b   T[n], each with the bytes to its next element; a step of 0 repeats one (broadcasting)
 * @param y      T[n]; may begin at or before a or b and lie over it
 */
export function minimum<T>(a: usize, stepA: usize, b: usize, stepB: usize, y: usize, n: usize): void {
  const end = y + n * sizeof<T>();
  do {
    store<T>(y, min<T>(load<T>(a), load<T>(b)));
    a += stepA;
    b += stepB;
    y += sizeof<T>();
  } while (y != end);
}
