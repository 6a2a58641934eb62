/**
 * The least of a value and of elements.
 * @param x     T[n], `step` bytes from one to the next
 * @param n     1 or more
 */
export function reduce_min<T>(least: i32, x: usize, n: usize, step: usize): i32 {
  do {
    least = min(least, <i32>load<T>(x));
    x += step;
    n--;
  } while (n);
  return least;
}
