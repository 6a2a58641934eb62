import { Conv } from '../../shared/conv_layout';
import { widen_by_8 } from './widen';

/** Copies one window, the zero point where it lies outside the input. */
export function gather(x: usize, p: usize, patch: usize, top: i32, left: i32): void {
  const channels = load<i32>(p, Conv.IN_CHANNELS);
  const before = columns_before(p, left) * channels;
  const inside = columns_inside(p, left) * channels;
  const after = load<i32>(p, Conv.KERNEL_W) * channels - before - inside;
  const value = load<u32>(p, Conv.PAD_VALUE);
  let line = x + top * load<i32>(p, Conv.ROW_BYTES) + max(0, left) * channels;
  let ky = load<i32>(p, Conv.KERNEL_H);
  do {
    if (<u32>top < <u32>load<i32>(p, Conv.IN_H)) {
      if (before) patch = fill(patch, value, before);
      if (inside) patch = copy(line, patch, inside);
      if (after) patch = fill(patch, value, after);
    } else patch = fill(patch, value, before + inside + after);
    line += load<i32>(p, Conv.ROW_BYTES);
    top++;
    ky--;
  } while (ky);
}

/** Gathers one window of four, widened on the way; channels are a multiple of 8. */
export function gather_by_4(x: usize, p: usize, to: usize, top: i32, left: i32): void {
  const channels = load<i32>(p, Conv.IN_CHANNELS);
  const before = columns_before(p, left) * channels;
  const inside = columns_inside(p, left) * channels;
  const after = load<i32>(p, Conv.KERNEL_W) * channels - before - inside;
  const pair = (load<u32>(p, Conv.PAD_VALUE) & 0xffff) * 0x10001;
  let line = x + top * load<i32>(p, Conv.ROW_BYTES) + max(0, left) * channels;
  let ky = load<i32>(p, Conv.KERNEL_H);
  do {
    if (<u32>top < <u32>load<i32>(p, Conv.IN_H)) {
      if (before) to = fill_by_4(to, pair, before);
      if (inside) to = widen_by_8(line, to, inside);
      if (after) to = fill_by_4(to, pair, after);
    } else to = fill_by_4(to, pair, before + inside + after);
    line += load<i32>(p, Conv.ROW_BYTES);
    top++;
    ky--;
  } while (ky);
}

/** Columns of a window that lie left of the input, and within it. */
@inline
export function columns_before(p: usize, left: i32): i32 {
  return min(max(0, 0 - left), load<i32>(p, Conv.KERNEL_W));
}


@inline
export function columns_inside(p: usize, left: i32): i32 {
  const end = min(load<i32>(p, Conv.KERNEL_W), load<i32>(p, Conv.IN_W) - left);
  return max(0, end - max(0, 0 - left));
}

function copy(from: usize, to: usize, n: i32): usize {
  const end = to + n;
  while (n >= 4) {
    store<u32>(to, load<u32>(from));
    from += 4;
    to += 4;
    n -= 4;
  }
  while (to != end) {
    store<u8>(to, load<u8>(from));
    from++;
    to++;
  }
  return to;
}

function fill(to: usize, value: u32, n: i32): usize {
  const end = to + n;
  do {
    store<u8>(to, value);
    to++;
  } while (to != end);
  return to;
}

function fill_by_4(to: usize, pair: u32, n: i32): usize {
  const end = to + (n << 3);
  do {
    store<u32>(to, pair);
    to += 16;
  } while (to != end);
  return to;
}
