/** Factor, offset, lower and upper bound. */
const LINE = 32;

/**
 * Values on a line between two bounds, computed in double precision.
 * @param x X[outer, rows, inner]: i8, i32 or f32
 * @param y f32[outer, rows, inner]
 * @param lines f64[rows, 4], or [4] with step 0
 * @param step lines to go on by: 0 or 1
 */
export function qonnx_real<X>(x: usize, y: usize, lines: usize, outer: i32, rows: i32, inner: i32, step: i32): void {
  do {
    let line = lines;
    let row = rows;
    do {
      const factor = load<f64>(line);
      const offset = load<f64>(line, 8);
      const low = load<f64>(line, 16);
      const high = load<f64>(line, 24);
      const end = x + inner * sizeof<X>();
      do {
        const value = <f64>load<X>(x) * factor + offset;
        store<f32>(y, <f32>(value < low ? low : value > high ? high : value));
        x += sizeof<X>();
        y += 4;
      } while (x != end);
      line += step * LINE;
      row--;
    } while (row);
    outer--;
  } while (outer);
}
