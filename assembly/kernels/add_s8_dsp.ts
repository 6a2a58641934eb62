import { clamp_all } from '../arith/tiles/clamp_all';
import { requantize_doubled_to_s8 } from '../arith/tiles/requantize';

/**
 * `add_s8` with the short rescaling of ARMv7E-M's DSP instructions.
 * @param a, b   s8[n]; a step of 0 repeats one element (broadcasting)
 * @param y      s8[n]
 * @param p      min, max, and what `requantize_doubled_to_s8` takes: multiplier, offset, exponent, s32; then two tables s32[256] of
 *               rescaled inputs, doubled, indexed by the byte
 */
export function add_s8_dsp(a: usize, stepA: usize, b: usize, stepB: usize, y: usize, n: usize, p: usize): void {
  const end = y + n;
  const multiplier = load<i32>(p, 8);
  const offset = load<i32>(p, 12);
  const exponent = load<i32>(p, 16);
  const tableA = p + 20;
  const tableB = p + (20 + 1024);
  let to = y;
  do {
    const doubled = load<i32>(tableA + ((<usize>load<u8>(a)) << 2)) + load<i32>(tableB + ((<usize>load<u8>(b)) << 2));
    store<u8>(to, requantize_doubled_to_s8(doubled, multiplier, offset, exponent));
    a += stepA;
    b += stepB;
    to++;
  } while (to != end);
  clamp_all(y, end, load<i32>(p), load<i32>(p, 4));
}
