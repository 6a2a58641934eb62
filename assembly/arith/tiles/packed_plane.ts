import { Packed } from '../../shared/packed_layout';

/** Makes all of a plane padding. */
export function clear_packed(plane: usize, p: usize): void {
  const end = plane + load<u32>(p, Packed.PLANE_BYTES);
  const word = load<u32>(p, Packed.PAD_WORD);
  do {
    store<u32>(plane, word);
    plane += 4;
  } while (plane != end);
}

/** Puts the channel that begins at x into a plane; where only one half of a word is input, the other one is padding. */
export function fill_packed(x: usize, plane: usize, p: usize): void {
  const step = <usize>load<u32>(p, Packed.X_COLUMN);
  const pad = load<i32>(p, Packed.PAD);
  let row = plane + load<u32>(p, Packed.INPUT);
  let rows = load<u32>(p, Packed.INPUT_ROWS);
  do {
    let first = x;
    let second = x + load<u32>(p, Packed.X_SECOND);
    let to = row;
    for (let n = load<u32>(p, Packed.SECOND_ONLY); n; n--) {
      store<i32>(to, ((<i32>load<i8>(second)) << 16) + pad);
      second += step;
      to += 4;
    }
    const both = load<u32>(p, Packed.BOTH);
    const end = both * step;
    let at: usize = 0;
    if (both & 1) {
      store<i32>(to, word(first, second, 0));
      at = step;
      to += 4;
    }
    while (at != end) {
      store<i32>(to, word(first, second, at));
      at += step;
      store<i32>(to, word(first, second, at), 4);
      at += step;
      to += 8;
    }
    first += end;
    for (let n = load<u32>(p, Packed.FIRST_ONLY); n; n--) {
      store<i32>(to, (pad << 16) + load<i8>(first));
      first += step;
      to += 4;
    }
    x += load<u32>(p, Packed.X_ROW);
    row += load<u32>(p, Packed.PITCH);
    rows--;
  } while (rows);
}


@inline
function word(first: usize, second: usize, at: usize): i32 {
  return ((<i32>load<i8>(second + at)) << 16) + load<i8>(first + at);
}

/** Widens s8 to s32, up to `end`. */
export function widen_taps(from: usize, to: usize, end: usize): void {
  do {
    store<i32>(to, load<i8>(from));
    from++;
    to += 4;
  } while (to != end);
}
