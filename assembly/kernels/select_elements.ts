/**
 * The element of one tensor where a condition holds, that of another one where it does not.
 * @param condition  bool[n]
 * @param a, b       T[n]; a step of 0 repeats one element (broadcasting), as it does for the condition
 * @param y          T[n]; may begin at or before an input of its own size and lie over it
 */
export function select_elements<T>(
  condition: usize,
  stepCondition: usize,
  a: usize,
  stepA: usize,
  b: usize,
  stepB: usize,
  y: usize,
  n: usize,
): void {
  const end = y + n * sizeof<T>();
  do {
    store<T>(y, load<T>(load<u8>(condition) ? a : b));
    condition += stepCondition;
    a += stepA;
    b += stepB;
    y += sizeof<T>();
  } while (y != end);
}
