/**
 * Sums of all elements up to each, or before each (tensorflow/lite/kernels/internal/reference/cumsum.h).
 * @param x f32[n], n >= 1, `step` bytes from one to the next
 * @param y f32[n], likewise
 */
export function cumsum_f32(x: usize, y: usize, n: usize, step: usize, exclusive: bool): void {
  let sum: f32 = 0;
  do {
    const next = sum + load<f32>(x);
    store<f32>(y, exclusive ? sum : next);
    sum = next;
    x += step;
    y += step;
    n--;
  } while (n);
}
