import { pkhbt, smlad, smladx } from '../../arith/dsp/index';
import { fill } from '../shared/random';

const TAPS = 16;
const OUTPUTS = 128;
const X_AT = TAPS * 2;
const Y_AT = X_AT + (OUTPUTS + TAPS) * 2;

/**
 * Filter of finite response, two outputs a turn: y[n] = Σ c[k]·x[n + k] / 2^15.
 * @param c     s16[taps] in Q15, `taps` even
 * @param x     s16[count + taps]
 * @param y     s16[count], `count` even
 */
export function fir_s16(c: usize, taps: usize, x: usize, y: usize, count: usize): void {
  const bytes = taps << 1;
  for (const end = y + (count << 1); y < end; y += 4) {
    let even = 0;
    let odd = 0;
    let left = load<i32>(x);
    for (let k: usize = 0; k < bytes; k += 4) {
      const right = load<i32>(x + k, 4);
      const coefficients = load<i32>(c + k);
      even = smlad(left, coefficients, even);
      odd = smladx(pkhbt(right, left), coefficients, odd);
      left = right;
    }
    store<i16>(y, even >> 15);
    store<i16>(y, odd >> 15, 2);
    x += 4;
  }
}

export function prepare(at: usize): void {
  fill(at, Y_AT, 1);
}

export function run(at: usize): i32 {
  fir_s16(at, TAPS, at + X_AT, at + Y_AT, OUTPUTS);
  return load<i32>(at + Y_AT);
}
