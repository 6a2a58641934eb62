import { fill_pairs } from '../arith/simd/plane';
import { store_tile } from '../arith/simd/store';
import { Block, POSITIONS, SCRATCH_ALIGNMENT, Simd, SUMS_BYTES } from '../shared/simd_layout';

/**
 * Depthwise convolution without dilation, one output per channel, with 128-bit vectors; gives what `depthwise_conv2d_s8` gives. The
 * input becomes a plane in which two rows lie interleaved, so that one product takes two taps of four channels. A window may begin
 * with the first or the second row of a pair: there are weights for both.
 * @param x        s8[H, W, C]
 * @param y        s8[OH, OW, C], written when all of x has been read
 * @param p        the layer's constants, see `Simd`; weights s16[row pairs, KW, 8 channels, 2], of even, then of odd windows
 * @param scratch  see `scratchBytes` in host/compile/plane-simd.ts
 */
export function depthwise_conv2d_s8_simd(x: usize, y: usize, p: usize, scratch: usize): void {
  const sums = (scratch + (SCRATCH_ALIGNMENT - 1)) & ~(SCRATCH_ALIGNMENT - 1);
  const plane = sums + SUMS_BYTES;
  fill_pairs(x, plane, p, sums);
  const even = p + Simd.BYTES;
  const odd = even + load<u32>(p, Simd.GROUPS) * (8 * POSITIONS);
  const blocks = odd + load<u32>(p, Simd.ODD_GROUPS) * (8 * POSITIONS);
  const end = blocks + load<u32>(p, Simd.BLOCKS) * load<u32>(p, Simd.BLOCK_BYTES);
  const evenPairs = load<i32>(p, Simd.ROW_PAIRS);
  const oddPairs = load<i32>(p, Simd.ODD_ROW_PAIRS);
  const evenBytes = load<u32>(p, Simd.RUNS) * evenPairs * 32;
  let block = blocks;
  do {
    const first = load<u32>(block, Block.FIRST_CHANNEL);
    const weights = block + Block.WEIGHTS;
    positions(plane + (first << 2), y + first, even, odd, weights, evenPairs, block, p, sums);
    positions(plane + (first << 2), y + first, odd, blocks, weights + evenBytes, oddPairs, block, p, sums);
    block += load<u32>(p, Simd.BLOCK_BYTES);
  } while (block != end);
}

/** One block of channels at the positions of the groups from `at` to `end`. */
function positions(
  plane: usize,
  y: usize,
  at: usize,
  end: usize,
  weights: usize,
  pairs: i32,
  block: usize,
  p: usize,
  sums: usize,
): void {
  const column = <usize>load<u32>(p, Simd.COLUMN);
  const rowBytes = load<u32>(p, Simd.RUNS) * column;
  const step = load<u32>(p, Simd.PITCH) - rowBytes;
  for (; at != end; at += 8 * POSITIONS) {
    let a0 = v128.load(block, Block.BIAS);
    let b0 = v128.load(block, Block.BIAS + 16);
    let a1 = a0;
    let b1 = b0;
    let a2 = a0;
    let b2 = b0;
    let a3 = a0;
    let b3 = b0;
    let p0 = plane + load<u32>(at);
    let p1 = plane + load<u32>(at, 8);
    let p2 = plane + load<u32>(at, 16);
    let p3 = plane + load<u32>(at, 24);
    let w = weights;
    let pair = pairs;
    do {
      const endOfRow = p0 + rowBytes;
      do {
        const a = v128.load(w);
        const b = v128.load(w, 16);
        a0 = i32x4.add(a0, i32x4.dot_i16x8_s(v128.load(p0), a));
        b0 = i32x4.add(b0, i32x4.dot_i16x8_s(v128.load(p0, 16), b));
        a1 = i32x4.add(a1, i32x4.dot_i16x8_s(v128.load(p1), a));
        b1 = i32x4.add(b1, i32x4.dot_i16x8_s(v128.load(p1, 16), b));
        a2 = i32x4.add(a2, i32x4.dot_i16x8_s(v128.load(p2), a));
        b2 = i32x4.add(b2, i32x4.dot_i16x8_s(v128.load(p2, 16), b));
        a3 = i32x4.add(a3, i32x4.dot_i16x8_s(v128.load(p3), a));
        b3 = i32x4.add(b3, i32x4.dot_i16x8_s(v128.load(p3, 16), b));
        w += 32;
        p0 += column;
        p1 += column;
        p2 += column;
        p3 += column;
      } while (p0 != endOfRow);
      p0 += step;
      p1 += step;
      p2 += step;
      p3 += step;
      pair--;
    } while (pair);
    store_tile(a0, b0, a1, b1, a2, b2, a3, b3, y, at, block, p, sums);
  }
}
