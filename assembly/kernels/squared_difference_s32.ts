/**
 * Square of the difference of whole numbers, modulo 2^32.
 * @param a, b   s32[n]; a step of 0 repeats one element (broadcasting), 4 takes the next one
 * @param y      s32[n]; may begin at or before a or b and lie over it
 */
export function squared_difference_s32(a: usize, stepA: usize, b: usize, stepB: usize, y: usize, n: usize): void {
  const end = y + (n << 2);
  do {
    const difference = load<i32>(a) - load<i32>(b);
    store<i32>(y, difference * difference);
    a += stepA;
    b += stepB;
    y += 4;
  } while (y != end);
}
