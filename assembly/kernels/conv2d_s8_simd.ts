import { fill_plane } from '../arith/simd/plane';
import { store_tile } from '../arith/simd/store';
import { Block, POSITIONS, SCRATCH_ALIGNMENT, Simd, SUMS_BYTES } from '../shared/simd_layout';

/**
 * Convolution of one group without dilation with 128-bit vectors; gives what `conv2d_s8` gives. The input is widened to a plane of
 * s16 once. A tile is eight filters over four windows: a pair of elements of each window, repeated in all lanes, by
 * pairs of weights of four filters.
 * @param x        s8[H, W, C]
 * @param y        s8[OH, OW, O], written when all of x has been read
 * @param p        the layer's constants, see `Simd`; weights s16[pairs, 8 filters, 2]
 * @param scratch  see `scratchBytes` in host/compile/plane-simd.ts
 */
export function conv2d_s8_simd(x: usize, y: usize, p: usize, scratch: usize): void {
  const sums = (scratch + (SCRATCH_ALIGNMENT - 1)) & ~(SCRATCH_ALIGNMENT - 1);
  const plane = sums + SUMS_BYTES;
  fill_plane(x, plane, p);
  const groups = p + Simd.BYTES;
  const blocks = groups + load<u32>(p, Simd.GROUPS) * (8 * POSITIONS);
  const end = blocks + load<u32>(p, Simd.BLOCKS) * load<u32>(p, Simd.BLOCK_BYTES);
  const pitch = <usize>load<u32>(p, Simd.PITCH);
  const runs = load<i32>(p, Simd.RUNS);
  const runBytes = (<usize>load<u32>(p, Simd.RUN_PAIRS)) << 2;
  const pairedBytes = runBytes & ~7;
  let block = blocks;
  do {
    let at = groups;
    const to = y + load<u32>(block, Block.FIRST_CHANNEL);
    do {
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
      let w = block + Block.WEIGHTS;
      let run = runs;
      do {
        const endOfRun = p0 + pairedBytes;
        while (p0 != endOfRun) {
          let a = v128.load(w);
          let b = v128.load(w, 16);
          let x = v128.load32_splat(p0);
          a0 = i32x4.add(a0, i32x4.dot_i16x8_s(x, a));
          b0 = i32x4.add(b0, i32x4.dot_i16x8_s(x, b));
          x = v128.load32_splat(p1);
          a1 = i32x4.add(a1, i32x4.dot_i16x8_s(x, a));
          b1 = i32x4.add(b1, i32x4.dot_i16x8_s(x, b));
          x = v128.load32_splat(p2);
          a2 = i32x4.add(a2, i32x4.dot_i16x8_s(x, a));
          b2 = i32x4.add(b2, i32x4.dot_i16x8_s(x, b));
          x = v128.load32_splat(p3);
          a3 = i32x4.add(a3, i32x4.dot_i16x8_s(x, a));
          b3 = i32x4.add(b3, i32x4.dot_i16x8_s(x, b));
          a = v128.load(w, 32);
          b = v128.load(w, 48);
          x = v128.load32_splat(p0, 4);
          a0 = i32x4.add(a0, i32x4.dot_i16x8_s(x, a));
          b0 = i32x4.add(b0, i32x4.dot_i16x8_s(x, b));
          x = v128.load32_splat(p1, 4);
          a1 = i32x4.add(a1, i32x4.dot_i16x8_s(x, a));
          b1 = i32x4.add(b1, i32x4.dot_i16x8_s(x, b));
          x = v128.load32_splat(p2, 4);
          a2 = i32x4.add(a2, i32x4.dot_i16x8_s(x, a));
          b2 = i32x4.add(b2, i32x4.dot_i16x8_s(x, b));
          x = v128.load32_splat(p3, 4);
          a3 = i32x4.add(a3, i32x4.dot_i16x8_s(x, a));
          b3 = i32x4.add(b3, i32x4.dot_i16x8_s(x, b));
          w += 64;
          p0 += 8;
          p1 += 8;
          p2 += 8;
          p3 += 8;
        }
        if (runBytes != pairedBytes) {
          const a = v128.load(w);
          const b = v128.load(w, 16);
          let x = v128.load32_splat(p0);
          a0 = i32x4.add(a0, i32x4.dot_i16x8_s(x, a));
          b0 = i32x4.add(b0, i32x4.dot_i16x8_s(x, b));
          x = v128.load32_splat(p1);
          a1 = i32x4.add(a1, i32x4.dot_i16x8_s(x, a));
          b1 = i32x4.add(b1, i32x4.dot_i16x8_s(x, b));
          x = v128.load32_splat(p2);
          a2 = i32x4.add(a2, i32x4.dot_i16x8_s(x, a));
          b2 = i32x4.add(b2, i32x4.dot_i16x8_s(x, b));
          x = v128.load32_splat(p3);
          a3 = i32x4.add(a3, i32x4.dot_i16x8_s(x, a));
          b3 = i32x4.add(b3, i32x4.dot_i16x8_s(x, b));
          w += 32;
        }
        const step = pitch - pairedBytes;
        p0 += step;
        p1 += step;
        p2 += step;
        p3 += step;
        run--;
      } while (run);
      store_tile(a0, b0, a1, b1, a2, b2, a3, b3, to, at, block, p, sums);
      at += 8 * POSITIONS;
    } while (at != blocks);
    block += load<u32>(p, Simd.BLOCK_BYTES);
  } while (block != end);
}
