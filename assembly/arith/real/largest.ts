/**
 * The greatest of finite numbers; a zero does not take another one's place.
 * @param x f32[n], n >= 1
 */
export function largest_f32(x: usize, n: usize): f32 {
  const end = x + (n << 2);
  let largest: f32 = -f32.MAX_VALUE;
  do {
    const value = load<f32>(x);
    if (largest < value) largest = value;
    x += 4;
  } while (x != end);
  return largest;
}
