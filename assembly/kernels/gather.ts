/**
 * Copies the slices that indices name, by units as wide as `T`. An index below 0 or past the last slice is taken for the last.
 * @param x        outer × extent slices
 * @param indices  s32[n], at least one; the same for every turn of the outer loop
 * @param y        outer × n slices
 * @param bytes    of a slice, a multiple of the unit
 */
export function gather<T>(x: usize, indices: usize, y: usize, n: i32, bytes: usize, extent: u32, outer: i32): void {
  do {
    for (let at = 0; at < n; at++) {
      const index = min(load<u32>(indices + ((<usize>at) << 2)), extent - 1);
      let from = x + index * bytes;
      const end = y + bytes;
      do {
        store<T>(y, load<T>(from));
        from += sizeof<T>();
        y += sizeof<T>();
      } while (y != end);
    }
    x += extent * bytes;
    outer--;
  } while (outer);
}
