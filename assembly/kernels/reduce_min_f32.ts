/**
 * The least of a value and of elements; a zero does not take another one's place.
 * @param x f32[n], n >= 1, `step` bytes from one to the next
 */
export function reduce_min_f32(value: f32, x: usize, n: usize, step: usize): f32 {
  do {
    if (load<f32>(x) < value) value = load<f32>(x);
    x += step;
    n--;
  } while (n);
  return value;
}
