import { clamp_all } from '../arith/tiles/clamp_all';
import { from_offset_binary } from '../arith/tiles/offset_binary';

/** Bits of a fraction of an output. */
const FRACTION = 20;

/**
 * `add_s8` without a multiplication: tables tell what each input's byte adds to the output, in 2^-20 outputs. That their sums
 * give the reference's outputs is proven at build time, for all pairs of bytes: `host/compile/add-packed.ts`.
 * @param a, b   s8[n]; a step of 0 repeats one element (broadcasting)
 * @param y      s8[n]; may be a or b where its step is 1
 * @param p      min, max s32, then two tables s32[256] indexed by the byte; the first one adds the zero point + 128 and rounding
 */
export function add_s8_packed(a: usize, stepA: usize, b: usize, stepB: usize, y: usize, n: usize, p: usize): void {
  const end = y + n;
  const tableA = p + 8;
  const tableB = p + (8 + 1024);
  let to = y;
  do {
    const sum = load<i32>(tableA + ((<usize>load<u8>(a)) << 2)) + load<i32>(tableB + ((<usize>load<u8>(b)) << 2));
    store<u8>(to, from_offset_binary(sum >> FRACTION));
    a += stepA;
    b += stepB;
    to++;
  } while (to != end);
  clamp_all(y, end, load<i32>(p), load<i32>(p, 4));
}
