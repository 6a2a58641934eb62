import { sxtb16 } from '../dsp';
import { join } from '../dsp/halves';

/**
 * Widens a window where its bytes lie, rows of `n` bytes apart by `pitch`, to pairs of halfwords: of all rows four bytes at a
 * time as `widen` does, then each row's next two, if two or three are left, then the last bytes of two rows to a pair.
 * @param step  bytes from one pair to the next
 */
@inline
export function widen_rows(from: usize, pitch: usize, n: usize, rows: i32, to: usize, step: usize): void {
  if (n >= 4) {
    let row = from;
    let left = rows;
    do {
      let at = row;
      const end = at + (n & ~3);
      do {
        const bytes = load<i32>(at);
        store<u32>(to, sxtb16(bytes));
        store<u32>(to + step, sxtb16(rotr(bytes, 8)));
        at += 4;
        to += 2 * step;
      } while (at != end);
      row += pitch;
      left--;
    } while (left);
  }
  if (n & 2) {
    let at = from + (n & ~3);
    let left = rows;
    do {
      store<u32>(to, join(load<i8>(at), load<i8>(at, 1)));
      at += pitch;
      to += step;
      left--;
    } while (left);
  }
  if (n & 1) {
    let at = from + (n - 1);
    let left = rows;
    do {
      store<i16>(to, load<i8>(at));
      if (left > 1) store<i16>(to, load<i8>(at + pitch), 2);
      at += pitch << 1;
      to += step;
      left -= 2;
    } while (left > 0);
  }
}
