/**
 * Copies the slices that lists of indices name, by units as wide as `T`. A list that leads outside is taken for the nearest slice
 * within.
 * @param x        slices of `bytes`
 * @param indices  s32[n, count]
 * @param y        n slices
 * @param p        s32: count, bytes between neighbours along each of that many axes, the last byte at which a slice may begin
 */
export function gather_nd<T>(x: usize, indices: usize, y: usize, n: i32, bytes: usize, p: usize): void {
  const count = load<i32>(p);
  do {
    let at: i32 = 0;
    let step = p + 4;
    for (let axis = 0; axis < count; axis++) {
      at += load<i32>(indices) * load<i32>(step);
      indices += 4;
      step += 4;
    }
    let from = x + min(max(at, 0), load<i32>(step));
    const end = y + bytes;
    do {
      store<T>(y, load<T>(from));
      from += sizeof<T>();
      y += sizeof<T>();
    } while (y != end);
    n--;
  } while (n);
}
