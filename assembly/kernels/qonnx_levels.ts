/** Real numbers in the order of the integers that their bits are; -0 comes before +0. */
// @ts-ignore: decorator
@inline
function ordered<X>(x: usize): i32 {
  if (!isFloat<X>()) return <i32>load<X>(x);
  const bits = load<i32>(x);
  return bits ^ ((bits >> 31) & 0x7fffffff);
}

/**
 * For each value the level behind all thresholds that it reaches, found by halving.
 * @param x X[outer, rows, inner]: i8, i32 or f32
 * @param y Y[outer, rows, inner]: i8 or f32
 * @param thresholds s32[rows, count], or [count] with step 0, rising; those of f32 in the order of their bits
 * @param levels Y[rows, count + 1], or [count + 1]
 * @param step rows of thresholds and levels to go on by: 0 or 1
 */
export function qonnx_levels<X, Y>(
  x: usize,
  y: usize,
  thresholds: usize,
  levels: usize,
  outer: i32,
  rows: i32,
  inner: i32,
  count: i32,
  step: i32,
): void {
  const toThresholds: usize = (step * count) << 2;
  const toLevels: usize = step * (count + 1) * sizeof<Y>();
  do {
    let t = thresholds;
    let l = levels;
    let row = rows;
    do {
      const end = x + inner * sizeof<X>();
      do {
        const value = ordered<X>(x);
        let low = 0;
        let high = count;
        do {
          const middle = (low + high) >> 1;
          if (load<i32>(t + (middle << 2)) <= value) low = middle + 1;
          else high = middle;
        } while (low < high);
        store<Y>(y, load<Y>(l + low * sizeof<Y>()));
        x += sizeof<X>();
        y += sizeof<Y>();
      } while (x != end);
      t += toThresholds;
      l += toLevels;
      row--;
    } while (row);
    outer--;
  } while (outer);
}
