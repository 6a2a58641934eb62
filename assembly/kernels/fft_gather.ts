/**
 * Real numbers, two and two as complex ones, in the order in which the stages of a transform take them. T is i16 or i32.
 * @param x      T[n]; zeros follow behind
 * @param order  u16[points], where in x each complex number lies
 * @param y      T[2 · points]
 */
export function fft_gather<T>(x: usize, n: usize, order: usize, points: i32, y: usize): void {
  do {
    const at = (<usize>load<u16>(order)) << 1;
    const from = x + at * sizeof<T>();
    store<T>(y, at < n ? load<T>(from) : <T>0);
    store<T>(y, at + 1 < n ? load<T>(from, sizeof<T>()) : <T>0, sizeof<T>());
    order += 2;
    y += 2 * sizeof<T>();
    points--;
  } while (points);
}
