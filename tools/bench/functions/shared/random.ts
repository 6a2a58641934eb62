/** Next of a sequence that never is 0 (Marsaglia, Xorshift RNGs, 2003). */
export function next(x: u32): u32 {
  x ^= x << 13;
  x ^= x >>> 17;
  return x ^ (x << 5);
}

/** Words that look random. */
export function fill(at: usize, bytes: usize, seed: u32): void {
  const end = at + bytes;
  for (let x = seed; at < end; at += 4) {
    x = next(x);
    store<u32>(at, x);
  }
}
