import { fill_plane } from '../arith/simd/plane';
import { store_tile } from '../arith/simd/store';
import { first_of_row, second_of_row, transform_inputs, transform_products } from '../arith/simd/winograd';
import {
  Block,
  PRODUCTS_BYTES,
  SCRATCH_ALIGNMENT,
  Simd,
  SUMS_BYTES,
  WINOGRAD_TILE_BYTES,
  WINOGRAD_TILES,
} from '../shared/simd_layout';

/**
 * 3×3 convolution of step 1 and of channels in eights, by Winograd's algorithm (arith/simd/winograd.ts); gives what `conv2d_s8`
 * gives. Four tiles of two by two outputs at a time: inputs are transformed once for all filters.
 * @param x        s8[H, W, C]
 * @param y        s8[OH, OW, O], written when all of x has been read
 * @param p        the layer's constants, see `Simd`; positions are those of a tile's outputs, the last one first; weights
 *                 s16[16, C / 2, 8 filters, 2]
 * @param scratch  see host/compile/winograd-simd.ts
 */
export function conv2d_s8_simd_3x3(x: usize, y: usize, p: usize, scratch: usize): void {
  const sums = (scratch + (SCRATCH_ALIGNMENT - 1)) & ~(SCRATCH_ALIGNMENT - 1);
  const products = sums + SUMS_BYTES;
  const inputs = products + PRODUCTS_BYTES;
  const column = <usize>load<u32>(p, Simd.COLUMN);
  const pitch = <usize>load<u32>(p, Simd.PITCH);
  const plane = inputs + 16 * WINOGRAD_TILES * column;
  fill_plane(x, plane, p);
  let at = p + Simd.BYTES;
  const blocks = at + load<u32>(p, Simd.GROUPS) * (WINOGRAD_TILES * WINOGRAD_TILE_BYTES);
  const end = blocks + load<u32>(p, Simd.BLOCKS) * load<u32>(p, Simd.BLOCK_BYTES);
  do {
    for (let tile = 0; tile < WINOGRAD_TILES; tile++)
      transform_inputs(plane + load<u32>(at + tile * WINOGRAD_TILE_BYTES), inputs + tile * column, pitch, column);
    let block = blocks;
    do {
      multiply(inputs, block + Block.WEIGHTS, products, column);
      const to = y + load<u32>(block, Block.FIRST_CHANNEL);
      const low = v128.load(block, Block.BIAS);
      const high = v128.load(block, Block.BIAS + 16);
      for (let tile = 0; tile < WINOGRAD_TILES; tile++) {
        const m = products + ((<usize>tile) << 5);
        transform_products(m);
        transform_products(m + 16);
        store_tile(
          sum(second_of_row(m + 512), low),
          sum(second_of_row(m + 528), high),
          sum(first_of_row(m + 512), low),
          sum(first_of_row(m + 528), high),
          sum(second_of_row(m), low),
          sum(second_of_row(m + 16), high),
          sum(first_of_row(m), low),
          sum(first_of_row(m + 16), high),
          to,
          at + tile * WINOGRAD_TILE_BYTES,
          block,
          p,
          sums,
        );
      }
      block += load<u32>(p, Simd.BLOCK_BYTES);
    } while (block != end);
    at += WINOGRAD_TILES * WINOGRAD_TILE_BYTES;
  } while (at != blocks);
}

/** A fourfold sum, and the bias. */
@inline
function sum(fourfold: v128, bias: v128): v128 {
  return i32x4.add(i32x4.shr_s(fourfold, 2), bias);
}

/**
 * Sums over all channels, of each of 16 products, four tiles and eight filters.
 * @param products  s32[16, 4 tiles, 8 filters]
 */
function multiply(inputs: usize, w: usize, products: usize, column: usize): void {
  const end = products + PRODUCTS_BYTES;
  do {
    let a0 = i32x4.splat(0);
    let b0 = a0;
    let a1 = a0;
    let b1 = a0;
    let a2 = a0;
    let b2 = a0;
    let a3 = a0;
    let b3 = a0;
    const endOfTile = inputs + column;
    const two = column << 1;
    const three = two + column;
    do {
      let a = v128.load(w);
      let b = v128.load(w, 16);
      let x = v128.load32_splat(inputs);
      a0 = i32x4.add(a0, i32x4.dot_i16x8_s(x, a));
      b0 = i32x4.add(b0, i32x4.dot_i16x8_s(x, b));
      x = v128.load32_splat(inputs + column);
      a1 = i32x4.add(a1, i32x4.dot_i16x8_s(x, a));
      b1 = i32x4.add(b1, i32x4.dot_i16x8_s(x, b));
      x = v128.load32_splat(inputs + two);
      a2 = i32x4.add(a2, i32x4.dot_i16x8_s(x, a));
      b2 = i32x4.add(b2, i32x4.dot_i16x8_s(x, b));
      x = v128.load32_splat(inputs + three);
      a3 = i32x4.add(a3, i32x4.dot_i16x8_s(x, a));
      b3 = i32x4.add(b3, i32x4.dot_i16x8_s(x, b));
      a = v128.load(w, 32);
      b = v128.load(w, 48);
      x = v128.load32_splat(inputs, 4);
      a0 = i32x4.add(a0, i32x4.dot_i16x8_s(x, a));
      b0 = i32x4.add(b0, i32x4.dot_i16x8_s(x, b));
      x = v128.load32_splat(inputs + column, 4);
      a1 = i32x4.add(a1, i32x4.dot_i16x8_s(x, a));
      b1 = i32x4.add(b1, i32x4.dot_i16x8_s(x, b));
      x = v128.load32_splat(inputs + two, 4);
      a2 = i32x4.add(a2, i32x4.dot_i16x8_s(x, a));
      b2 = i32x4.add(b2, i32x4.dot_i16x8_s(x, b));
      x = v128.load32_splat(inputs + three, 4);
      a3 = i32x4.add(a3, i32x4.dot_i16x8_s(x, a));
      b3 = i32x4.add(b3, i32x4.dot_i16x8_s(x, b));
      w += 64;
      inputs += 8;
    } while (inputs != endOfTile);
    inputs += three;
    v128.store(products, a0);
    v128.store(products, b0, 16);
    v128.store(products, a1, 32);
    v128.store(products, b1, 48);
    v128.store(products, a2, 64);
    v128.store(products, b2, 80);
    v128.store(products, a3, 96);
    v128.store(products, b3, 112);
    products += 128;
  } while (products != end);
}
