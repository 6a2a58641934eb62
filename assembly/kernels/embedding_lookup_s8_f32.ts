/**
 * Rows of a table, as real numbers. A row that does not exist is taken for the last.
 * @param rows    s32[n], at least one
 * @param table   s8[extent, columns]
 * @param y       f32[n, columns]
 * @param values  f32[256], by the byte
 */
export function embedding_lookup_s8_f32(
  rows: usize,
  table: usize,
  y: usize,
  n: i32,
  columns: u32,
  extent: u32,
  values: usize,
): void {
  do {
    let from = table + min(load<u32>(rows), extent - 1) * columns;
    const end = from + columns;
    do {
      store<u32>(y, load<u32>(values + ((<usize>load<u8>(from)) << 2)));
      from++;
      y += 4;
    } while (from != end);
    rows += 4;
    n--;
  } while (n);
}
