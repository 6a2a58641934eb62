import { Conv } from '../../shared/conv_layout';

/**
 * Copies one window of words of signs, 0 (+1) where it lies outside the input, and bits that are no channels.
 * @param x     words of the group's first channels
 * @param p     fields `Conv`
 * @param to    u32[DEPTH]; behind it, where padding counts as nothing, the numbers of taps outside, times 4: u32[MULTIPLIER]
 * @returns     the end of those numbers
 */
export function gather_signs(x: usize, p: usize, to: usize, top: i32, left: i32): usize {
  const groupBytes = load<i32>(p, Conv.GROUP_CHANNELS) << 2;
  const pixelBytes = load<i32>(p, Conv.IN_CHANNELS) << 2;
  const rowBytes = load<i32>(p, Conv.ROW_BYTES) << 2;
  const tail = load<u32>(p, Conv.PAD_VALUE);
  const isNothing = load<i32>(p, Conv.MULTIPLIER) != 0;
  let outside = to + (load<i32>(p, Conv.DEPTH) << 2);
  let tap = 0;
  let ky = load<i32>(p, Conv.KERNEL_H);
  let row = top;
  do {
    const isRowInside = <u32>row < load<u32>(p, Conv.IN_H);
    let kx = load<i32>(p, Conv.KERNEL_W);
    let column = left;
    do {
      const end = to + groupBytes;
      if (isRowInside && <u32>column < load<u32>(p, Conv.IN_W)) {
        let from = x + row * rowBytes + column * pixelBytes;
        do {
          store<u32>(to, load<u32>(from));
          from += 4;
          to += 4;
        } while (to != end);
        store<u32>(to - 4, load<u32>(to - 4) & tail);
      } else {
        do {
          store<u32>(to, 0);
          to += 4;
        } while (to != end);
        if (isNothing) {
          store<u32>(outside, tap);
          outside += 4;
        }
      }
      tap += 4;
      column += load<i32>(p, Conv.DILATION_W);
      kx--;
    } while (kx);
    row += load<i32>(p, Conv.DILATION_H);
    ky--;
  } while (ky);
  return outside;
}

/** The sum of a filter's signs at the taps outside: s32[MULTIPLIER] by tap. */
@inline
export function sum_outside(sums: usize, list: usize, end: usize): i32 {
  let total = 0;
  while (list != end) {
    total += load<i32>(sums + load<u32>(list));
    list += 4;
  }
  return total;
}
