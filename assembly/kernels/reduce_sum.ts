/**
 * Adds elements to a sum, which wraps around. T is i8 or i16.
 * @param x     T[n], `step` bytes from one to the next
 * @param n     1 or more
 */
export function reduce_sum<T>(sum: i32, x: usize, n: usize, step: usize): i32 {
  do {
    sum += <i32>load<T>(x);
    x += step;
    n--;
  } while (n);
  return sum;
}
