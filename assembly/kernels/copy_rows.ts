/**
 * Copies rows of bytes, in units as wide as `T`, of which every address, row and gap is a multiple.
 * @param x, y          first rows, in regions that do not overlap
 * @param bytes         of a row, at least one unit
 * @param rows          1 at least
 * @param skipX, skipY  bytes from behind a row to the next; may be negative
 */
export function copy_rows<T>(x: usize, y: usize, bytes: usize, rows: i32, skipX: i32, skipY: i32): void {
  do {
    const end = x + bytes;
    do {
      store<T>(y, load<T>(x));
      x += sizeof<T>();
      y += sizeof<T>();
    } while (x != end);
    x += skipX;
    y += skipY;
    rows--;
  } while (rows);
}
