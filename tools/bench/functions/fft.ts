import { fill } from './shared/random';

const LOG2 = 8;
const POINTS = 1 << LOG2;
const TWIDDLE_BYTES = POINTS << 1;
/** cos and sin of 2π / 256 in Q30. */
const COS_STEP: i64 = 1073418433;
const SIN_STEP: i64 = 26350943;

/** s16[128, 2]: cos and -sin of 2πk / 256 in Q15, by rotating on. */
export function fft_twiddles(table: usize): void {
  let cos: i64 = 1 << 30;
  let sin: i64 = 0;
  for (let k = 0; k < POINTS / 2; k++) {
    store<i16>(table, <i16>min<i64>((cos + 0x4000) >> 15, 32767));
    store<i16>(table, <i16>(0 - ((sin + 0x4000) >> 15)), 2);
    table += 4;
    const next = (cos * COS_STEP - sin * SIN_STEP + (1 << 29)) >> 30;
    sin = (sin * COS_STEP + cos * SIN_STEP + (1 << 29)) >> 30;
    cos = next;
  }
}

function reverse_order(data: usize): void {
  let reversed = 0;
  for (let index = 0; index < POINTS; index++) {
    if (index < reversed) {
      const a = data + (index << 2);
      const b = data + (reversed << 2);
      const kept = load<u32>(a);
      store<u32>(a, load<u32>(b));
      store<u32>(b, kept);
    }
    let bit = POINTS >> 1;
    while (reversed & bit) {
      reversed ^= bit;
      bit >>= 1;
    }
    reversed |= bit;
  }
}

/**
 * Fourier transform of 256 points in place, decimation in time (Cooley and Tukey 1965); halved at each stage, so that the
 * result is that of the definition divided by 256.
 * @param twiddles  s16[128, 2]
 * @param data      s16[256, 2]: real and imaginary parts, of magnitudes below 2^15
 */
export function fft(twiddles: usize, data: usize): void {
  reverse_order(data);
  const end = data + (POINTS << 2);
  let step = POINTS << 1;
  for (let half = 4; half < POINTS << 2; half <<= 1) {
    let twiddle = twiddles;
    for (let first = data; first < data + half; first += 4) {
      const cos = <i32>load<i16>(twiddle);
      const sin = <i32>load<i16>(twiddle, 2);
      for (let at = first; at < end; at += half << 1) {
        const other = at + half;
        const re = <i32>load<i16>(other);
        const im = <i32>load<i16>(other, 2);
        const turnedRe = (re * cos - im * sin) >> 15;
        const turnedIm = (re * sin + im * cos) >> 15;
        const topRe = <i32>load<i16>(at);
        const topIm = <i32>load<i16>(at, 2);
        store<i16>(at, (topRe + turnedRe) >> 1);
        store<i16>(at, (topIm + turnedIm) >> 1, 2);
        store<i16>(other, (topRe - turnedRe) >> 1);
        store<i16>(other, (topIm - turnedIm) >> 1, 2);
      }
      twiddle += step;
    }
    step >>= 1;
  }
}

export function prepare(at: usize): void {
  fft_twiddles(at);
  const data = at + TWIDDLE_BYTES;
  fill(data, POINTS << 2, 1);
  for (let i = data; i < data + (POINTS << 2); i += 2) store<i16>(i, load<i16>(i) >> 1);
}

export function run(at: usize): i32 {
  fft(at, at + TWIDDLE_BYTES);
  return load<i32>(at + TWIDDLE_BYTES);
}
