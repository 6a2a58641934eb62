import { Plane } from '../../shared/depthwise_layout';

/** Makes all of a plane padding. */
export function clear_plane(plane: usize, p: usize): void {
  const end = plane + load<u32>(p, Plane.BYTES_ALL);
  const pair = load<u32>(p, Plane.PAD_PAIR);
  do {
    store<u32>(plane, pair);
    plane += 4;
  } while (plane != end);
}

/** Puts one channel into a plane, widened to halfwords. */
export function fill_plane(x: usize, plane: usize, p: usize): void {
  const columns = load<u32>(p, Plane.INPUT_COLUMNS);
  const step = <usize>load<u32>(p, Plane.X_COLUMN);
  let row = plane + load<u32>(p, Plane.INPUT);
  let rows = load<u32>(p, Plane.INPUT_ROWS);
  do {
    let from = x;
    let to = row;
    const end = row + ((columns >> 1) << 2);
    while (to != end) {
      store<i16>(to, load<i8>(from));
      store<i16>(to, load<i8>(from + step), 2);
      from += step << 1;
      to += 4;
    }
    if (columns & 1) store<i16>(to, load<i8>(from));
    x += load<u32>(p, Plane.X_ROW);
    row += load<u32>(p, Plane.PITCH);
    rows--;
  } while (rows);
}
