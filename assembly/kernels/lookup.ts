/**
 * What each byte becomes, by a table. `T` is as wide as the output's elements: u8, u16 or u32.
 * @param x     8 bits[n], n >= 1
 * @param y     T[n]
 * @param table T[256], indexed by the byte as unsigned
 */
export function lookup<T>(x: usize, y: usize, n: usize, table: usize): void {
  const end = x + n;
  do {
    store<T>(y, load<T>(table + ((<usize>load<u8>(x)) << alignof<T>())));
    x++;
    y += sizeof<T>();
  } while (x != end);
}
