/**
 * The greatest of a value and of elements.
 * @param x     T[n], `step` bytes from one to the next
 * @param n     1 or more
 */
export function reduce_max<T>(greatest: i32, x: usize, n: usize, step: usize): i32 {
  do {
    greatest = max(greatest, <i32>load<T>(x));
    x += step;
    n--;
  } while (n);
  return greatest;
}
