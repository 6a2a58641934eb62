import { Simd } from '../../shared/simd_layout';

/** Fills a plane of s16: the input widened, with its padding. Each row may spill into the next one, which comes later. */
export function fill_plane(x: usize, plane: usize, p: usize): void {
  const padding = i16x8.splat(<i16>load<i32>(p, Simd.PAD_VALUE));
  const inRows = load<i32>(p, Simd.IN_ROWS);
  const rowElements = <usize>load<u32>(p, Simd.ROW);
  const left = <usize>load<u32>(p, Simd.LEFT);
  const right = <usize>load<u32>(p, Simd.RIGHT);
  const padElements = left + rowElements + right;
  let row = 0 - load<i32>(p, Simd.TOP);
  const end = row + load<i32>(p, Simd.PLANE_ROWS);
  do {
    if (<u32>row < <u32>inRows) {
      fill(plane, padding, left);
      widen(x, plane + (left << 1), rowElements);
      fill(plane + ((left + rowElements) << 1), padding, right);
      x += rowElements;
    } else {
      fill(plane, padding, padElements);
    }
    plane += padElements << 1;
    row++;
  } while (row < end);
}


@inline
function fill(to: usize, value: v128, elements: usize): void {
  const end = to + (elements << 1);
  while (to < end) {
    v128.store(to, value);
    to += 16;
  }
}

/** Widens s8 to s16, eight at a time. */
@inline
export function widen(from: usize, to: usize, elements: usize): void {
  const end = from + elements;
  do {
    v128.store(to, v128.load8x8_s(from));
    from += 8;
    to += 16;
  } while (from < end);
}

/** Fills a plane of pairs of rows: s16[pairs, columns, C, 2]. */
export function fill_pairs(x: usize, plane: usize, p: usize, paddingBytes: usize): void {
  const value = load<i32>(p, Simd.PAD_VALUE);
  const padding = i16x8.splat(<i16>value);
  v128.store64_lane(paddingBytes, i8x16.splat(<i8>value), 0);
  const inRows = load<i32>(p, Simd.IN_ROWS);
  const rowElements = <usize>load<u32>(p, Simd.ROW);
  const left = (<usize>load<u32>(p, Simd.LEFT)) << 1;
  const right = (<usize>load<u32>(p, Simd.RIGHT)) << 1;
  const top = load<i32>(p, Simd.TOP);
  let row = 0 - top;
  const end = row + (load<i32>(p, Simd.PLANE_ROWS) << 1);
  x -= top * rowElements;
  do {
    const isInside = <u32>row < <u32>inRows;
    const isNextInside = <u32>(row + 1) < <u32>inRows;
    fill(plane, padding, left);
    plane += left << 1;
    pair(
      isInside ? x : paddingBytes,
      isInside ? 8 : 0,
      isNextInside ? x + rowElements : paddingBytes,
      isNextInside ? 8 : 0,
      plane,
      rowElements,
    );
    plane += rowElements << 2;
    fill(plane, padding, right);
    plane += right << 1;
    x += rowElements << 1;
    row += 2;
  } while (row < end);
}

/** Widens two rows of s8 and interleaves them. */
@inline
function pair(a: usize, stepA: usize, b: usize, stepB: usize, to: usize, elements: usize): void {
  const end = to + (elements << 2);
  do {
    const first = v128.load8x8_s(a);
    const second = v128.load8x8_s(b);
    v128.store(to, v128.shuffle<i16>(first, second, 0, 8, 1, 9, 2, 10, 3, 11));
    v128.store(to, v128.shuffle<i16>(first, second, 4, 12, 5, 13, 6, 14, 7, 15), 16);
    a += stepA;
    b += stepB;
    to += 32;
  } while (to < end);
}
