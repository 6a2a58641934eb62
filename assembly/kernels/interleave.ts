/**
 * Puts the outputs of a convolution apart, so that those of others find place between them.
 * @param x                    rows × columns × n bytes, `skipped` ones behind each row
 * @param y                    where the first goes; apart from x
 * @param columnStep, rowStep  bytes in y from one column, and from one row, to the next
 */
export function interleave(
  x: usize,
  y: usize,
  rows: i32,
  columns: i32,
  n: usize,
  skipped: usize,
  columnStep: usize,
  rowStep: usize,
): void {
  do {
    let to = y;
    let left = columns;
    do {
      memory.copy(to, x, n);
      x += n;
      to += columnStep;
      left--;
    } while (left);
    x += skipped;
    y += rowStep;
    rows--;
  } while (rows);
}
