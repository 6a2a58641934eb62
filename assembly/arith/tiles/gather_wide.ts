import { Conv } from '../../shared/conv_layout';
import { columns_before, columns_inside } from './gather';

/** Copies one window as words, the zero point where it lies outside the input. */
export function gather_wide(x: usize, p: usize, to: usize, top: i32, left: i32): void {
  const channels = load<i32>(p, Conv.IN_CHANNELS);
  const before = columns_before(p, left) * channels;
  const inside = columns_inside(p, left) * channels;
  const after = load<i32>(p, Conv.KERNEL_W) * channels - before - inside;
  const zero = load<i32>(p, Conv.PAD_VALUE);
  let line = x + top * load<i32>(p, Conv.ROW_BYTES) + max(0, left) * channels;
  let ky = load<i32>(p, Conv.KERNEL_H);
  do {
    if (<u32>top < <u32>load<i32>(p, Conv.IN_H)) {
      if (before) to = fill_words(to, zero, before);
      if (inside) to = widen_words(line, to, inside);
      if (after) to = fill_words(to, zero, after);
    } else to = fill_words(to, zero, before + inside + after);
    line += load<i32>(p, Conv.ROW_BYTES);
    top++;
    ky--;
  } while (ky);
}

/** Sign-extends `n` bytes, at least 1, to words; gives where the next one goes. */
export function widen_words(from: usize, to: usize, n: i32): usize {
  while (n >= 4) {
    store<i32>(to, load<i8>(from));
    store<i32>(to, load<i8>(from, 1), 4);
    store<i32>(to, load<i8>(from, 2), 8);
    store<i32>(to, load<i8>(from, 3), 12);
    from += 4;
    to += 16;
    n -= 4;
  }
  while (n) {
    store<i32>(to, load<i8>(from));
    from++;
    to += 4;
    n--;
  }
  return to;
}

function fill_words(to: usize, value: i32, n: i32): usize {
  do {
    store<i32>(to, value);
    to += 4;
    n--;
  } while (n);
  return to;
}
