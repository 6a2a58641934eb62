/**
 * Each position takes the channels of the nearest one of the input, by units as wide as `T`.
 * @param x      [n, H, W, C]
 * @param y      [n, h, w, C]
 * @param bytes  of all channels of a position
 * @param p      s32: h, w, bytes of an image of x, byte of each row of y in an image of x, byte of each column in its row
 */
export function resize_nearest<T>(x: usize, y: usize, n: i32, bytes: usize, p: usize): void {
  const columns = p + 12 + (load<u32>(p) << 2);
  const endOfColumns = columns + (load<u32>(p, 4) << 2);
  do {
    for (let row = p + 12; row != columns; row += 4) {
      const from = x + load<u32>(row);
      for (let column = columns; column != endOfColumns; column += 4) {
        let at = from + load<u32>(column);
        const end = at + bytes;
        do {
          store<T>(y, load<T>(at));
          at += sizeof<T>();
          y += sizeof<T>();
        } while (at != end);
      }
    }
    x += load<u32>(p, 8);
    n--;
  } while (n);
}
