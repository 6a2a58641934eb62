import { widen } from '../arith/simd/plane';
import { limit_16, rescale_8, rescale_exactly } from '../arith/simd/rescale';
import { Block, BLOCK_CHANNELS, Form, SCRATCH_ALIGNMENT, Simd, SUMS_BYTES } from '../shared/simd_layout';

/**
 * Fully connected layer of one row, with 128-bit vectors; gives what `conv2d_s8` gives. Weights are read once, so they stay bytes:
 * eight elements of the row by eight weights of each of eight filters.
 * @param x        s8[n]
 * @param y        s8[O], written when all of x has been read
 * @param p        the layer's constants, see `Simd`; weights s8[n / 8, 8 filters, 8]
 * @param scratch  see `scratchBytes` in host/compile/plane-simd.ts
 */
export function fully_connected_s8_simd(x: usize, y: usize, p: usize, scratch: usize): void {
  const sums = (scratch + (SCRATCH_ALIGNMENT - 1)) & ~(SCRATCH_ALIGNMENT - 1);
  const row = sums + SUMS_BYTES;
  widen(x, row, load<u32>(p, Simd.ROW));
  const endOfRow = row + (load<u32>(p, Simd.RUN_PAIRS) << 2);
  let block = p + Simd.BYTES;
  const end = block + load<u32>(p, Simd.BLOCKS) * load<u32>(p, Simd.BLOCK_BYTES);
  do {
    let s0 = i32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let s4 = s0;
    let s5 = s0;
    let s6 = s0;
    let s7 = s0;
    let w = block + Block.WEIGHTS;
    let at = row;
    do {
      const x = v128.load(at);
      s0 = i32x4.add(s0, i32x4.dot_i16x8_s(v128.load8x8_s(w), x));
      s1 = i32x4.add(s1, i32x4.dot_i16x8_s(v128.load8x8_s(w, 8), x));
      s2 = i32x4.add(s2, i32x4.dot_i16x8_s(v128.load8x8_s(w, 16), x));
      s3 = i32x4.add(s3, i32x4.dot_i16x8_s(v128.load8x8_s(w, 24), x));
      s4 = i32x4.add(s4, i32x4.dot_i16x8_s(v128.load8x8_s(w, 32), x));
      s5 = i32x4.add(s5, i32x4.dot_i16x8_s(v128.load8x8_s(w, 40), x));
      s6 = i32x4.add(s6, i32x4.dot_i16x8_s(v128.load8x8_s(w, 48), x));
      s7 = i32x4.add(s7, i32x4.dot_i16x8_s(v128.load8x8_s(w, 56), x));
      at += 16;
      w += 64;
    } while (at != endOfRow);
    const low = i32x4.add(sum_lanes(s0, s1, s2, s3), v128.load(block, Block.BIAS));
    const high = i32x4.add(sum_lanes(s4, s5, s6, s7), v128.load(block, Block.BIAS + 16));
    store_row(low, high, y + load<u32>(block, Block.FIRST_CHANNEL), block, p, sums);
    block += load<u32>(p, Simd.BLOCK_BYTES);
  } while (block != end);
}

/** The four lanes of each, added. */
@inline
function sum_lanes(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
  const cd = i32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
  return i32x4.add(v128.shuffle<i64>(ab, cd, 0, 2), v128.shuffle<i64>(ab, cd, 1, 3));
}


@inline
function store_row(low: v128, high: v128, y: usize, block: usize, p: usize, sums: usize): void {
  const form = load<i32>(block);
  const channels = load<i32>(p, Simd.CHANNELS);
  if (form != Form.EXACT) {
    const wide = rescale_8(low, high, block, p, form);
    const outputs = limit_16(wide, wide, p);
    if (channels >= BLOCK_CHANNELS) {
      v128.store64_lane(y, outputs, 0);
    } else {
      v128.store(sums, outputs);
      memory.copy(y, sums, channels);
    }
  } else {
    v128.store(sums, low);
    v128.store(sums, high, 16);
    const end = min(channels, BLOCK_CHANNELS);
    for (let channel = 0; channel < end; channel++)
      store<u8>(y + channel, rescale_exactly(load<i32>(sums + (channel << 2)), block, channel, p));
  }
}
