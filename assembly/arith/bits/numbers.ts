import { Conv } from '../../shared/conv_layout';
import { sum_outside } from './gather';
import { real_of, s8_of } from './outputs';

/**
 * Up to 32 outputs that are numbers, from counters of what is -1 in both a window's listed signs and a filter's.
 * @param block    s32 count of filters, then their records, see `SignColumns`
 * @param bytes    counters, see `columns_to_bytes`
 * @param n        listed signs
 * @param sums     a record's sums by tap
 * @returns        where the next output lies
 */
export function numbers<T>(
  y: usize,
  p: usize,
  block: usize,
  bytes: usize,
  n: i32,
  isInverted: bool,
  outside: usize,
  outsideEnd: usize,
  sums: i32,
): usize {
  const signs = load<i32>(p, Conv.OUT_ZERO) >> 2;
  const recordBytes = (sums << 2) + (isFloat<T>() ? 12 : 16);
  let filters = load<i32>(block);
  let record = block + 4;
  let at = bytes;
  do {
    let differing = load<i32>(record) + n - ((<i32>load<u8>(at) + ((<i32>load<u8>(at, 32)) << 8)) << 1);
    if (isInverted) differing = signs - differing;
    const values = record + 4;
    const correction = sum_outside(values + (isFloat<T>() ? 8 : 12), outside, outsideEnd);
    if (isFloat<T>()) store<f32>(y, real_of(differing << 1, correction, outside != outsideEnd, values, p));
    else store<u8>(y, s8_of(differing + (correction >> 1), values));
    y += sizeof<T>();
    record += recordBytes;
    // The next counter's byte lies four behind, or, after eight of them, in the next column.
    at += 4;
    if (at == bytes + 32) {
      bytes++;
      at = bytes;
    }
    filters--;
  } while (filters);
  return y;
}
