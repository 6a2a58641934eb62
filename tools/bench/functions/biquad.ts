import { fill } from './shared/random';

const SAMPLES = 256;
const COEFFICIENTS_BYTES = 20;

/**
 * Recursive filter of second order, direct form I: y = (b0 x + b1 x1 + b2 x2 - a1 y1 - a2 y2), in place.
 * @param coefficients  s32[5]: b0, b1, b2, a1, a2 in Q30
 * @param samples       s32[count], small enough that nothing overflows
 */
export function biquad(coefficients: usize, samples: usize, count: i32): void {
  const b0 = <i64>load<i32>(coefficients);
  const b1 = <i64>load<i32>(coefficients, 4);
  const b2 = <i64>load<i32>(coefficients, 8);
  const a1 = <i64>load<i32>(coefficients, 12);
  const a2 = <i64>load<i32>(coefficients, 16);
  let x1 = 0;
  let x2 = 0;
  let y1 = 0;
  let y2 = 0;
  do {
    const x = load<i32>(samples);
    const y = <i32>((b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2) >> 30);
    store<i32>(samples, y);
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    samples += 4;
    count--;
  } while (count);
}

/** A low pass of Butterworth's at an eighth of the sampling rate. */
export function prepare(at: usize): void {
  store<i32>(at, 104857600);
  store<i32>(at, 209715200, 4);
  store<i32>(at, 104857600, 8);
  store<i32>(at, -1012291790, 12);
  store<i32>(at, 357980766, 16);
  const samples = at + COEFFICIENTS_BYTES;
  fill(samples, SAMPLES << 2, 1);
  for (let i = samples; i < samples + (SAMPLES << 2); i += 4) store<i32>(i, load<i32>(i) >> 8);
}

export function run(at: usize): i32 {
  biquad(at, at + COEFFICIENTS_BYTES, SAMPLES);
  return load<i32>(at, COEFFICIENTS_BYTES + 4 * (SAMPLES - 1));
}
