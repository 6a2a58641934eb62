import { WINOGRAD_TILES } from '../../shared/simd_layout';

// Two by two outputs of a 3×3 window from four by four inputs with 16 products per pair of channels, not 36 (S. Winograd, Arithmetic
// Complexity of Computations, 1980; A. Lavin and S. Gray, Fast Algorithms for Convolutional Neural Networks, 2016, F(2×2, 3×3)).
// All numbers are whole: weights are transformed by 2G, so that sums come out fourfold.

/**
 * The four by four inputs of one tile, Bᵀ d B: |values| <= 4 · 128.
 * @param from  s16 in the plane, the tile's corner
 * @param to    s16[16][WINOGRAD_TILES][C], of this tile
 * @param bytes of a column of the plane: 2 · C, C a multiple of 8
 */
export function transform_inputs(from: usize, to: usize, pitch: usize, bytes: usize): void {
  const end = from + bytes;
  const step = bytes * WINOGRAD_TILES;
  do {
    let at = from;
    let out = to;
    // Column after column, so that few values are alive.
    for (let column = 0; column < 4; column++) {
      const d1 = v128.load(at + pitch);
      const d2 = v128.load(at + 2 * pitch);
      v128.store(out, i16x8.sub(v128.load(at), d2));
      v128.store(out + 4 * step, i16x8.add(d1, d2));
      v128.store(out + 8 * step, i16x8.sub(d2, d1));
      v128.store(out + 12 * step, i16x8.sub(d1, v128.load(at + 3 * pitch)));
      at += bytes;
      out += step;
    }
    out = to;
    for (let row = 0; row < 4; row++) {
      const d1 = v128.load(out + step);
      const d2 = v128.load(out + 2 * step);
      v128.store(out, i16x8.sub(v128.load(out), d2));
      v128.store(out + step, i16x8.add(d1, d2));
      v128.store(out + 2 * step, i16x8.sub(d2, d1));
      v128.store(out + 3 * step, i16x8.sub(d1, v128.load(out + 3 * step)));
      out += 4 * step;
    }
    from += 16;
    to += 16;
  } while (from != end);
}

/**
 * Four channels of one tile's two by two outputs, fourfold, Aᵀ m A, in place: they replace products 0, 1, 4 and 5.
 * @param m  s32, one product every `PRODUCT_BYTES`
 */
@inline
export function transform_products(m: usize): void {
  const step = 128;
  for (let column = 0; column < 4; column++) {
    const m1 = v128.load(m + 4 * step);
    const m2 = v128.load(m + 8 * step);
    v128.store(m, i32x4.add(i32x4.add(v128.load(m), m1), m2));
    v128.store(m + 4 * step, i32x4.sub(i32x4.sub(m1, m2), v128.load(m + 12 * step)));
    m += step;
  }
}

/** First and second output of a row of four. */
@inline
export function first_of_row(m: usize): v128 {
  return i32x4.add(i32x4.add(v128.load(m), v128.load(m, 128)), v128.load(m, 256));
}


@inline
export function second_of_row(m: usize): v128 {
  return i32x4.sub(i32x4.sub(v128.load(m, 128), v128.load(m, 256)), v128.load(m, 384));
}
