import { fill } from './shared/random';

const SIZE = 20;
const BYTES = SIZE * SIZE * 4;

/** c = a · b, modulo 2^32: s32[n, n], row by row. */
export function multiply(a: usize, b: usize, c: usize, n: i32): void {
  const row = n << 2;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      let left = a;
      let right = b + (j << 2);
      for (let k = 0; k < n; k++) {
        sum += load<i32>(left) * load<i32>(right);
        left += 4;
        right += row;
      }
      store<i32>(c, sum);
      c += 4;
    }
    a += row;
  }
}

export function prepare(at: usize): void {
  fill(at, 2 * BYTES, 1);
}

export function run(at: usize): i32 {
  multiply(at, at + BYTES, at + 2 * BYTES, SIZE);
  return load<i32>(at + 2 * BYTES);
}
