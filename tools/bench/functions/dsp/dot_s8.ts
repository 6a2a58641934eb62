import { smlad, sxtb16 } from '../../arith/dsp/index';
import { fill } from '../shared/random';

const BYTES = 1024;

/** Σ a·b of signed bytes, a multiple of four of them. */
export function dot_s8(a: usize, b: usize, bytes: usize): i32 {
  let sum = 0;
  for (const end = a + bytes; a < end; a += 4) {
    const x = load<i32>(a);
    const y = load<i32>(b);
    sum = smlad(sxtb16(x), sxtb16(y), sum);
    sum = smlad(sxtb16(rotr<i32>(x, 8)), sxtb16(rotr<i32>(y, 8)), sum);
    b += 4;
  }
  return sum;
}

export function prepare(at: usize): void {
  fill(at, 2 * BYTES, 1);
}

export function run(at: usize): i32 {
  return dot_s8(at, at + BYTES, BYTES);
}
