import { square_root } from '../arith/square_root';

/**
 * Square roots, shifted (tflite-micro, signal/src/filter_bank_square_root.cc).
 * @param x      u64[n]
 * @param shift  s32, by how many bits to the right
 * @param y      u32[n]
 */
export function signal_square_root(x: usize, shift: usize, y: usize, n: usize): void {
  const end = x + (n << 3);
  const bits = load<u32>(shift);
  do {
    const square = load<u64>(x);
    const root = square >> 32 ? <u32>square_root<u64>(square) : square_root<u32>(<u32>square);
    store<u32>(y, root >> bits);
    x += 8;
    y += 4;
  } while (x != end);
}
