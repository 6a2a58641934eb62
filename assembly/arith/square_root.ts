/**
 * Square root, rounded to the nearest, digit by digit; T is u32 or u64. One that half of T's bits cannot hold is the largest they
 * can (tflite-micro, signal/src/square_root_32.cc and square_root_64.cc).
 */
export function square_root<T>(square: T): T {
  if (!square) return 0;
  const bits: T = <T>(8 * sizeof<T>() - 1);
  let bit: T = (<T>1) << (bits - (clz<T>(square) | 1));
  let rest = square;
  let root: T = 0;
  do {
    const trial = root + bit;
    root >>= 1;
    if (rest >= trial) {
      rest -= trial;
      root += bit;
    }
    bit >>= 2;
  } while (bit);
  const most: T = <T>((<u64>-1) >> (64 - 4 * sizeof<T>()));
  return rest > root && root != most ? root + 1 : root;
}
