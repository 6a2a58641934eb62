/**
 * Repeats one element of 1, 2 or 4 bytes.
 * @param x      the element
 * @param y      a multiple of 4
 * @param bytes  a multiple of the element's, at least 4
 */
export function fill<T>(x: usize, y: usize, bytes: usize): void {
  let word = <u32>load<T>(x);
  if (sizeof<T>() == 1) word |= word << 8;
  if (sizeof<T>() <= 2) word |= word << 16;
  const end = y + bytes;
  const words = end - (bytes & 3);
  do {
    store<u32>(y, word);
    y += 4;
  } while (y != words);
  while (y != end) {
    store<T>(y, <T>word);
    y += sizeof<T>();
  }
}
