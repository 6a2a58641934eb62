import { qadd16 } from '../../arith/dsp/index';
import { fill } from '../shared/random';

const BYTES = 1024;

/** y = a + b, saturated: s16, an even count of them. */
export function mix_s16(a: usize, b: usize, y: usize, bytes: usize): void {
  for (const end = a + bytes; a < end; a += 4) {
    store<i32>(y, qadd16(load<i32>(a), load<i32>(b)));
    b += 4;
    y += 4;
  }
}

export function prepare(at: usize): void {
  fill(at, 2 * BYTES, 1);
}

export function run(at: usize): i32 {
  mix_s16(at, at + BYTES, at + 2 * BYTES, BYTES);
  return load<i32>(at + 2 * BYTES);
}
