import { Conv } from '../../shared/conv_layout';

/**
 * Copies one window of s16 as u16, 32,768 added to each value; it is 0 that lies outside the input.
 * @param to  u16[depth], of which the tail is 0: its weights are multiplied, but not needed
 * @returns the sum of the window as it was copied
 */
export function gather_s16<T>(x: usize, p: usize, to: usize, top: i32, left: i32): T {
  const bytes = load<i32>(p, Conv.GROUP_CHANNELS) << 1;
  const pixelBytes = load<i32>(p, Conv.IN_CHANNELS) << 1;
  const end = to + (load<i32>(p, Conv.DEPTH) << 1);
  let sum: T = 0;
  let ky = load<i32>(p, Conv.KERNEL_H);
  let row = top;
  do {
    const isRowInside = <u32>row < <u32>load<i32>(p, Conv.IN_H);
    const line = x + row * load<i32>(p, Conv.ROW_BYTES);
    let kx = load<i32>(p, Conv.KERNEL_W);
    let column = left;
    do {
      const endOfPixel = to + bytes;
      if (isRowInside && <u32>column < <u32>load<i32>(p, Conv.IN_W)) {
        let from = line + column * pixelBytes;
        do {
          const value = (<u32>load<u16>(from)) ^ 0x8000;
          store<u16>(to, value);
          sum += <T>value;
          from += 2;
          to += 2;
        } while (to != endOfPixel);
      } else {
        do {
          store<u16>(to, 0x8000);
          sum += 0x8000;
          to += 2;
        } while (to != endOfPixel);
      }
      column += load<i32>(p, Conv.DILATION_W);
      kx--;
    } while (kx);
    row += load<i32>(p, Conv.DILATION_H);
    ky--;
  } while (ky);
  while (to != end) {
    store<u16>(to, 0);
    to += 2;
  }
  return sum;
}
