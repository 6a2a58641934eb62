import { add_columns_simd } from '../arith/bits/add_columns_simd';
import { columns_to_bytes } from '../arith/bits/columns';
import { list_pixels } from '../arith/bits/list_pixels';
import { numbers } from '../arith/bits/numbers';
import { Conv, SignLists } from '../shared/conv_layout';

/**
 * Convolution of signs of one group, 128 filters at a time; gives what `bconv2d` gives, by the way of `bconv2d_columns`. Signs are
 * listed once for each pixel, and joined for each window. T is f32, i8 or u32 (bits, 32 to a word).
 * @param x        u32[H, W, C / 32]
 * @param y        T[OH, OW, O], or u32[OH, OW, O / 32]
 * @param p        fields `Conv` (GROUP_FILTERS in 128s, GROUP_CHANNELS channels), then of each 128 filters, see `SignLists`
 * @param scratch  see `SignLists`
 */
export function bconv2d_simd<T>(x: usize, y: usize, p: usize, scratch: usize): void {
  const channels = load<i32>(p, Conv.GROUP_CHANNELS);
  const pixelBytes = load<i32>(p, Conv.MULTIPLIER);
  const pixels = load<i32>(p, Conv.IN_H) * load<i32>(p, Conv.IN_W);
  const planes = (scratch + 31) & ~31;
  const list = planes + SignLists.PLANES_BYTES;
  const lists = list + (load<i32>(p, Conv.DEPTH) << 6) + SignLists.ENTRIES * 4;
  const isInverted = list_pixels(x, p, channels, lists, pixelBytes);
  const outside = lists + pixels * pixelBytes;
  const rowsBytes = ((load<i32>(p, Conv.DEPTH) << 5) + 1) << 4;
  let top = 0 - load<i32>(p, Conv.PAD_H);
  for (let oy = load<i32>(p, Conv.OUT_H); oy > 0; oy--) {
    let left = 0 - load<i32>(p, Conv.PAD_W);
    for (let ox = load<i32>(p, Conv.OUT_W); ox > 0; ox--) {
      const end = join(p, top, left, lists, outside, pixelBytes, list);
      const n = (<i32>(end - list)) >> 1;
      const padded = list + ((end - list + 31) & ~31);
      let block = p + Conv.BYTES;
      for (let blocks = load<i32>(p, Conv.GROUP_FILTERS); blocks > 0; blocks--) {
        const rows = block + load<i32>(p, Conv.PATCH_BYTES);
        if (isFloat<T>() || sizeof<T>() == 1) {
          memory.fill(planes, 0, 256);
          add_columns_simd(rows, list, padded, planes);
          y = all_numbers<T>(y, p, block, planes, n, isInverted, end);
        } else {
          y = bits(y, p, block, rows, planes, list, padded, n, isInverted);
        }
        block = rows + rowsBytes;
      }
      left += load<i32>(p, Conv.STRIDE_W);
    }
    top += load<i32>(p, Conv.STRIDE_H);
  }
}

/** The lists of a window's pixels one behind the other, as places in the window, which count from 1, and zeros; returns their end. */
function join(p: usize, top: i32, left: i32, lists: usize, outside: usize, pixelBytes: usize, to: usize): usize {
  const inW = load<i32>(p, Conv.IN_W);
  const tapPlaces = load<i32>(p, Conv.IN_CHANNELS) << 5;
  let places = 0;
  let row = top;
  for (let ky = load<i32>(p, Conv.KERNEL_H); ky > 0; ky--) {
    const isRowInside = <u32>row < <u32>load<i32>(p, Conv.IN_H);
    let column = left;
    for (let kx = load<i32>(p, Conv.KERNEL_W); kx > 0; kx--) {
      const isInside = isRowInside && <u32>column < <u32>inW;
      let from = isInside ? lists + (row * inW + column) * pixelBytes : outside;
      const next = to + load<u32>(from);
      const base = i16x8.splat(<i16>places);
      while (to < next) {
        v128.store(to, i16x8.add(v128.load(from, SignLists.ENTRIES), base));
        from += 16;
        to += 16;
      }
      to = next;
      places += tapPlaces;
      column += load<i32>(p, Conv.DILATION_W);
    }
    row += load<i32>(p, Conv.DILATION_H);
  }
  const none = i32x4.splat(0);
  v128.store(to, none);
  v128.store(to, none, 16);
  return to;
}

/** 128 outputs that are signs, of as many words as there are. */
@inline
function bits(
  y: usize,
  p: usize,
  block: usize,
  rows: usize,
  planes: usize,
  list: usize,
  end: usize,
  n: i32,
  isInverted: bool,
): usize {
  const planeBytes = load<i32>(p, Conv.OUT_MAX);
  let from = block + 32;
  if (n & 1) from += planeBytes;
  if (isInverted) from += planeBytes << 1;
  for (let at = 0; at != planeBytes; at += 16) v128.store(planes + at, v128.load(from + at));
  add_columns_simd(rows, list, end, planes);
  let limit = (n >> 1) + load<i32>(p, Conv.OUT_MIN);
  let reached = i32x4.splat(-1);
  for (let at = 0; at != planeBytes; at += 16) {
    const plane = v128.load(planes + at);
    reached = limit & 1 ? v128.and(reached, plane) : v128.or(reached, plane);
    limit >>= 1;
  }
  if (!isInverted) reached = v128.not(reached);
  v128.store(planes, v128.and(reached, v128.load(block, 16)));
  let word = planes;
  const wordsEnd = planes + (load<i32>(block) << 2);
  do {
    store<u32>(y, load<u32>(word));
    word += 4;
    y += 4;
  } while (word != wordsEnd);
  return y;
}

/** Up to 128 outputs that are numbers, 32 at a time. */
@inline
function all_numbers<T>(y: usize, p: usize, block: usize, planes: usize, n: i32, isInverted: bool, none: usize): usize {
  const own = planes + 256;
  let filters = block;
  for (let word: usize = 0; word < 16; word += 4) {
    if (load<i32>(filters) == 0) break;
    for (let plane: usize = 0; plane < 16; plane++)
      store<u32>(own + (plane << 2), load<u32>(planes + (plane << 4) + word));
    columns_to_bytes(own, own + 64);
    y = numbers<T>(y, p, filters, own + 64, n, isInverted, none, none, 0);
    filters += 4 + (isFloat<T>() ? 12 * 32 : 16 * 32);
  }
  return y;
}
