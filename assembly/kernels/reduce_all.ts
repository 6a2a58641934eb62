/**
 * 1 where `all` is 1 and no element is 0, else 0.
 * @param x     T[n], `step` bytes from one to the next
 * @param n     1 or more
 */
export function reduce_all<T>(all: i32, x: usize, n: usize, step: usize): i32 {
  do {
    if (!load<T>(x)) return 0;
    x += step;
    n--;
  } while (n);
  return all;
}
