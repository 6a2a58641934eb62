/**
 * Copies single elements as wide as `T`, in two loops.
 * @param x, y          first elements, in regions that do not overlap
 * @param n             elements of the inner loop, 1 at least
 * @param stepX, stepY  bytes from one to the next; may be negative, or 0 in x to repeat one
 * @param rows          turns of the outer loop, 1 at least
 * @param skipX, skipY  bytes from behind the last element of a turn to the first of the next
 */
export function copy_elements<T>(
  x: usize,
  y: usize,
  n: i32,
  stepX: i32,
  stepY: i32,
  rows: i32,
  skipX: i32,
  skipY: i32,
): void {
  do {
    let left = n;
    do {
      store<T>(y, load<T>(x));
      x += stepX;
      y += stepY;
      left--;
    } while (left);
    x += skipX;
    y += skipY;
    rows--;
  } while (rows);
}
