import { add_columns } from '../arith/bits/add_columns';
import { columns_from, columns_to_bytes } from '../arith/bits/columns';
import { gather_signs } from '../arith/bits/gather';
import { count_bits, list_bits } from '../arith/bits/list';
import { numbers } from '../arith/bits/numbers';
import { Conv, SignColumns } from '../shared/conv_layout';

/**
 * Convolution of signs, 32 filters at a time; gives what `bconv2d` gives. A word holds one sign of each of them, so that sums of
 * words are sums of filters (see `add_columns`). Of a window only the signs of one kind count, the rarer one, -1 or +1: with n of
 * them, of which c are -1 in a filter too, and the filter's own number w of -1, the bits that differ are w + n - 2c, or, where the
 * window was inverted, all signs less that. T is f32, i8 or u32 (bits, 32 to a word).
 * @param x        u32[H, W, C / 32]
 * @param y        T[OH, OW, O], or u32[OH, OW, O / 32]
 * @param p        fields `Conv` (GROUP_FILTERS in 32s; OUT_ZERO: as in `bconv2d`, 2 where windows are read where they lie, 4 for each sign of a window), then of each 32 filters, see `SignColumns`
 * @param scratch  u32[DEPTH + MULTIPLIER] as in `bconv2d`, then see `SignColumns`; 4-byte aligned
 */
export function bconv2d_columns<T>(x: usize, y: usize, p: usize, scratch: usize): void {
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
  const planes = window + words + (load<i32>(p, Conv.MULTIPLIER) << 2);
  // Lists end at multiples of 32 bytes.
  const list = (planes + SignColumns.SCRATCH_BYTES + 31) & ~31;
  const signs = load<i32>(p, Conv.OUT_ZERO) >> 2;
  const isInPlace = (load<i32>(p, Conv.OUT_ZERO) & 2) != 0;
  if (isInPlace) window = x + ((top * load<i32>(p, Conv.ROW_BYTES) + left * load<i32>(p, Conv.IN_CHANNELS)) << 2);
  const outside = window + words;
  let groups = load<i32>(p, Conv.GROUPS);
  let block = p + Conv.BYTES;
  do {
    const outsideEnd = isInPlace ? outside : gather_signs(x, p, window, top, left);
    let n = count_bits(window, outside);
    const isInverted = n << 1 > signs;
    if (isInverted) n = signs - n;
    const end = list_bits(window, outside, isInverted ? 0xffffffff : 0, list);
    let blocks = load<i32>(p, Conv.GROUP_FILTERS);
    do {
      const records = block + load<i32>(p, Conv.PATCH_BYTES);
      if (isFloat<T>() || sizeof<T>() == 1) {
        memory.fill(planes, 0, 64);
        add_columns(records, list, end, planes, planes);
        columns_to_bytes(planes, planes + 64);
        y = numbers<T>(y, p, block, planes + 64, n, isInverted, outside, outsideEnd, load<i32>(p, Conv.MULTIPLIER));
      } else {
        y = bits(y, p, block, records, planes, list, end, n, isInverted);
      }
      block = records + (words << 5) + 4;
      blocks--;
    } while (blocks);
    x += load<i32>(p, Conv.GROUP_CHANNELS) << 2;
    groups--;
  } while (groups);
  return y;
}

/** 32 outputs that are signs: counters begin where the same limit is due for all. */
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
  let from = block + 4;
  if (n & 1) from += planeBytes;
  if (isInverted) from += planeBytes << 1;
  const planesEnd = planes + planeBytes;
  for (let at: usize = 16; at != planeBytes; at += 4) store<u32>(planes + at, load<u32>(from + at));
  add_columns(rows, list, end, from, planes);
  const reached = columns_from((n >> 1) + load<i32>(p, Conv.OUT_MIN), planes, planesEnd);
  store<u32>(y, (isInverted ? reached : ~reached) & load<u32>(block));
  return y + 4;
}
