/**
 * Compares two tensors of different scales: the bytes of b that make the comparison true with a given byte of a are a range, or
 * all others are (host/compile/operators/comparisons.ts).
 * @param a, b    s8[n]; a step of 0 repeats one element (broadcasting)
 * @param y       bool[n]; may begin at or before a or b and lie over it
 * @param invert  1 where the range is of the bytes that make it false
 * @param p       for each byte of a {first of the range s16, number of bytes u16}
 */
export function compare_s8(
  a: usize,
  stepA: usize,
  b: usize,
  stepB: usize,
  y: usize,
  n: usize,
  invert: i32,
  p: usize,
): void {
  const end = y + n;
  do {
    const range = p + ((<usize>load<u8>(a)) << 2);
    const place = <i32>load<i8>(b) - <i32>load<i16>(range);
    store<u8>(y, i32(<u32>place < <u32>load<u16>(range, 2)) ^ invert);
    a += stepA;
    b += stepB;
    y++;
  } while (y != end);
}
