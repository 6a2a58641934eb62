import { gather_signs, sum_outside } from '../arith/bits/gather';
import { bit_of, real_of, s8_of } from '../arith/bits/outputs';
import { Conv } from '../shared/conv_layout';

/**
 * Convolution of signs, 32 to a word: 0 is +1, 1 is -1, bits behind the last channel are 0 in filters. The sum of a window's
 * products is its number of signs minus twice the number of bits that differ
 * (larq_compute_engine/core/bconv2d/reference.h, output_transform.h). T is what is made of twice that number, see `outputs.ts`:
 * f32, i8, u8 (an s8 of a table) or u32 (bits, 32 to a word).
 * @param x        u32[H, W, C / 32]
 * @param y        T[OH, OW, O], or u32[OH, OW, O / 32]
 * @param p        the layer's constants: fields `Conv`, then per filter what its output is made with, s32[MULTIPLIER] sums of
 *                 signs by tap, and u32[DEPTH] signs
 * @param scratch  u32[DEPTH + MULTIPLIER], 4-byte aligned
 */
export function bconv2d<T>(x: usize, y: usize, p: usize, scratch: usize): void {
  const stepX = load<i32>(p, Conv.STRIDE_W);
  const firstLeft = 0 - load<i32>(p, Conv.PAD_W);
  let top = 0 - load<i32>(p, Conv.PAD_H);
  let rows = load<i32>(p, Conv.OUT_H);
  do {
    let left = firstLeft;
    let columns = load<i32>(p, Conv.OUT_W);
    do {
      y = position<T>(x, y, p, scratch, top, left);
      left += stepX;
      columns--;
    } while (columns);
    top += load<i32>(p, Conv.STRIDE_H);
    rows--;
  } while (rows);
}

/** All outputs of one position; returns where the next one's begin. */
function position<T>(x: usize, y: usize, p: usize, window: usize, top: i32, left: i32): usize {
  const words = load<i32>(p, Conv.DEPTH) << 2;
  const sumBytes = load<i32>(p, Conv.MULTIPLIER) << 2;
  const outside = window + words;
  let groups = load<i32>(p, Conv.GROUPS);
  let filter = p + Conv.BYTES;
  let bits: u32 = 0;
  let place = 0;
  do {
    const outsideEnd = gather_signs(x, p, window, top, left);
    let filters = load<i32>(p, Conv.GROUP_FILTERS);
    do {
      const sums = filter + load<i32>(p, Conv.PATCH_BYTES);
      const differing = count(window, outside, sums + sumBytes);
      const correction = sum_outside(sums, outside, outsideEnd);
      if (sizeof<T>() == 4 && isInteger<T>()) {
        bits |= bit_of((differing << 1) + correction, filter) << place;
        place++;
        if (place == 32) {
          store<u32>(y, bits);
          y += 4;
          bits = 0;
          place = 0;
        }
      } else {
        if (isFloat<T>()) store<f32>(y, real_of(differing << 1, correction, outside != outsideEnd, filter, p));
        else if (isSigned<T>()) store<u8>(y, s8_of(differing + (correction >> 1), filter));
        else store<u8>(y, load<u8>(filter + differing + (correction >> 1)));
        y += sizeof<T>();
      }
      filter = sums + sumBytes + words;
      filters--;
    } while (filters);
    x += load<i32>(p, Conv.GROUP_CHANNELS) << 2;
    groups--;
  } while (groups);
  if (place) {
    store<u32>(y, bits);
    y += 4;
  }
  return y;
}

/** Bits that differ. */
@inline
function count(a: usize, end: usize, b: usize): i32 {
  let total: u32 = 0;
  do {
    total += popcnt<u32>(load<u32>(a) ^ load<u32>(b));
    a += 4;
    b += 4;
  } while (a != end);
  return total;
}
