import { fill } from './shared/random';

const WIDTH = 32;
const HEIGHT = 24;
const BYTES = WIDTH * HEIGHT;

/** The middle one of three. */
function middle(a: u32, b: u32, c: u32): u32 {
  return max(min(a, b), min(max(a, b), c));
}

/**
 * Median over windows of 3 × 3: the middle of the largest of the columns' least, the middle of their middles, and the least of
 * their largest (Devillard, Fast median search, 1998). u8[height, width]; the border stays as it is.
 */
export function median(x: usize, y: usize, width: usize, height: usize): void {
  for (let row: usize = 1; row < height - 1; row++) {
    const line = row * width;
    for (let at = line + 1; at < line + width - 1; at++) {
      const above = x + at - width;
      const here = x + at;
      const below = here + width;
      const a0 = <u32>load<u8>(above - 1);
      const b0 = <u32>load<u8>(here - 1);
      const c0 = <u32>load<u8>(below - 1);
      const a1 = <u32>load<u8>(above);
      const b1 = <u32>load<u8>(here);
      const c1 = <u32>load<u8>(below);
      const a2 = <u32>load<u8>(above, 1);
      const b2 = <u32>load<u8>(here, 1);
      const c2 = <u32>load<u8>(below, 1);
      const least = max(max(min(min(a0, b0), c0), min(min(a1, b1), c1)), min(min(a2, b2), c2));
      const most = min(min(max(max(a0, b0), c0), max(max(a1, b1), c1)), max(max(a2, b2), c2));
      store<u8>(y + at, middle(least, middle(middle(a0, b0, c0), middle(a1, b1, c1), middle(a2, b2, c2)), most));
    }
  }
}

export function prepare(at: usize): void {
  fill(at, BYTES, 1);
}

export function run(at: usize): i32 {
  median(at, at + BYTES, WIDTH, HEIGHT);
  return load<i32>(at, BYTES + BYTES / 2);
}
