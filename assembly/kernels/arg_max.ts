/**
 * The place of the greatest element, the first of several.
 * @param x     T[n], `step` bytes from one to the next
 * @param n     1 or more
 */
export function arg_max<T>(x: usize, n: i32, step: usize): i32 {
  let greatest = load<T>(x);
  let place = 0;
  for (let i = 1; i < n; i++) {
    x += step;
    const value = load<T>(x);
    if (value > greatest) {
      greatest = value;
      place = i;
    }
  }
  return place;
}
