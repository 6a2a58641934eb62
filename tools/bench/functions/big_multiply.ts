import { fill } from './shared/random';

const WORDS = 16;
const BYTES = WORDS * 4;

/** product = a · b: u32[2 · words] of u32[words] each, low words first (Knuth, algorithm 4.3.1 M). */
export function big_multiply(a: usize, b: usize, product: usize, words: i32): void {
  const bytes = words << 2;
  memory.fill(product, 0, bytes);
  for (let i = 0; i < bytes; i += 4) {
    const factor = <u64>load<u32>(a + i);
    let carry: u64 = 0;
    let to = product + i;
    for (let j = 0; j < bytes; j += 4) {
      carry += factor * load<u32>(b + j) + load<u32>(to);
      store<u32>(to, <u32>carry);
      carry >>>= 32;
      to += 4;
    }
    store<u32>(to, <u32>carry);
  }
}

export function prepare(at: usize): void {
  fill(at, 2 * BYTES, 1);
}

export function run(at: usize): i32 {
  big_multiply(at, at + BYTES, at + 2 * BYTES, WORDS);
  return load<i32>(at, 4 * BYTES - 4);
}
