/**
 * Adds elements to a sum, one after the other.
 * @param x f32[n], n >= 1, `step` bytes from one to the next
 */
export function reduce_sum_f32(value: f32, x: usize, n: usize, step: usize): f32 {
  do {
    value = load<f32>(x) + value;
    x += step;
    n--;
  } while (n);
  return value;
}
