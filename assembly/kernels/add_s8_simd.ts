import { Sum } from '../shared/simd_layout';

/**
 * `add_s8` of elements that follow one another, with 128-bit vectors, where host/compile/add-simd.ts has found a plane over both
 * inputs that gives the same for every pair: (a · slope + b · slope + offset) >> 21. Slopes are in two parts, since a product is of s16.
 * @param a, b  s8[n]
 * @param y     s8[n], may begin at or before a or b and lie over it
 * @param p     the layer's constants, see `Sum`
 */
export function add_s8_simd(a: usize, b: usize, y: usize, n: usize, p: usize): void {
  const least = v128.load8_splat(p, Sum.OUT_MIN);
  const most = v128.load8_splat(p, Sum.OUT_MAX);
  const end = a + (n & ~7);
  while (a != end) {
    v128.store64_lane(y, sums(a, b, least, most, p), 0);
    a += 8;
    b += 8;
    y += 8;
  }
  if (n & 7) store_some(y, sums(a, b, least, most, p), n & 7);
}

/** Eight sums. */
@inline
function sums(a: usize, b: usize, least: v128, most: v128, p: usize): v128 {
  const first = v128.load8x8_s(a);
  const second = v128.load8x8_s(b);
  const low = sums_4(v128.shuffle<i16>(first, second, 0, 8, 1, 9, 2, 10, 3, 11), p);
  const high = sums_4(v128.shuffle<i16>(first, second, 4, 12, 5, 13, 6, 14, 7, 15), p);
  const wide = i16x8.narrow_i32x4_s(low, high);
  return i8x16.min_s(i8x16.max_s(i8x16.narrow_i16x8_s(wide, wide), least), most);
}


@inline
function sums_4(pairs: v128, p: usize): v128 {
  const high = i32x4.shl(i32x4.dot_i16x8_s(pairs, v128.load32_splat(p, Sum.HIGH)), Sum.LOW_BITS);
  const low = i32x4.dot_i16x8_s(pairs, v128.load32_splat(p, Sum.LOW));
  return i32x4.shr_s(i32x4.add(i32x4.add(high, low), v128.load32_splat(p, Sum.OFFSET)), Sum.SHIFT);
}

/** The first n < 8 bytes. */
function store_some(y: usize, bytes: v128, n: usize): void {
  if (n & 4) {
    v128.store32_lane(y, bytes, 0);
    bytes = i64x2.shr_u(bytes, 32);
    y += 4;
  }
  if (n & 2) {
    v128.store16_lane(y, bytes, 0);
    bytes = i64x2.shr_u(bytes, 16);
    y += 2;
  }
  if (n & 1) v128.store8_lane(y, bytes, 0);
}
