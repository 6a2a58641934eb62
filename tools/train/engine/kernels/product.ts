import { PANEL } from './panels';

// A tile of four rows by one panel of eight columns: eight sums, two vectors of b and one number of a at a time stay in registers.

/**
 * c[m][n] (+)= sum over k of a[m][k] * b[k][n], in this order of k: the same bits on every machine.
 * @param a  f32 at a + m * aRow + k * aDepth; all strides are bytes
 * @param b  panels, as `pack` lays them
 * @param c  f32[rows][columns], added to where `adds` is 1
 */
export function product(
  c: usize,
  a: usize,
  aRow: usize,
  aDepth: usize,
  b: usize,
  rows: i32,
  columns: i32,
  depth: i32,
  adds: i32,
): void {
  const cRow = (<usize>columns) << 2;
  const panelBytes = (<usize>(depth * PANEL)) << 2;
  let row = 0;
  for (; row + 4 <= rows; row += 4) {
    let panel = b;
    for (let column = 0; column < columns; column += PANEL) {
      const at = c + <usize>row * cRow + ((<usize>column) << 2);
      tile(at, cRow, a + <usize>row * aRow, aRow, aDepth, panel, depth, columns - column, adds);
      panel += panelBytes;
    }
  }
  for (; row < rows; row++) {
    let panel = b;
    for (let column = 0; column < columns; column += PANEL) {
      const at = c + <usize>row * cRow + ((<usize>column) << 2);
      line(at, a + <usize>row * aRow, aDepth, panel, depth, columns - column, adds);
      panel += panelBytes;
    }
  }
}

function tile(
  c: usize,
  cRow: usize,
  a: usize,
  aRow: usize,
  aDepth: usize,
  b: usize,
  depth: i32,
  columns: i32,
  adds: i32,
): void {
  let a1 = a + aRow;
  let a2 = a1 + aRow;
  let a3 = a2 + aRow;
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s20 = f32x4.splat(0);
  let s21 = f32x4.splat(0);
  let s30 = f32x4.splat(0);
  let s31 = f32x4.splat(0);
  for (let k = 0; k < depth; k++) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    s00 = f32x4.add(s00, f32x4.mul(x, b0));
    s01 = f32x4.add(s01, f32x4.mul(x, b1));
    x = v128.load32_splat(a1);
    s10 = f32x4.add(s10, f32x4.mul(x, b0));
    s11 = f32x4.add(s11, f32x4.mul(x, b1));
    x = v128.load32_splat(a2);
    s20 = f32x4.add(s20, f32x4.mul(x, b0));
    s21 = f32x4.add(s21, f32x4.mul(x, b1));
    x = v128.load32_splat(a3);
    s30 = f32x4.add(s30, f32x4.mul(x, b0));
    s31 = f32x4.add(s31, f32x4.mul(x, b1));
    b += 32;
    a += aDepth;
    a1 += aDepth;
    a2 += aDepth;
    a3 += aDepth;
  }
  put(c, s00, s01, columns, adds);
  put(c + cRow, s10, s11, columns, adds);
  put(c + cRow * 2, s20, s21, columns, adds);
  put(c + cRow * 3, s30, s31, columns, adds);
}

function line(c: usize, a: usize, aDepth: usize, b: usize, depth: i32, columns: i32, adds: i32): void {
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  for (let k = 0; k < depth; k++) {
    const x = v128.load32_splat(a);
    s0 = f32x4.add(s0, f32x4.mul(x, v128.load(b)));
    s1 = f32x4.add(s1, f32x4.mul(x, v128.load(b, 16)));
    b += 32;
    a += aDepth;
  }
  put(c, s0, s1, columns, adds);
}

/** Eight results, or as many as there are columns. */
function put(c: usize, low: v128, high: v128, columns: i32, adds: i32): void {
  if (columns >= PANEL) {
    v128.store(c, adds ? f32x4.add(v128.load(c), low) : low);
    v128.store(c, adds ? f32x4.add(v128.load(c, 16), high) : high, 16);
    return;
  }
  for (let column = 0; column < columns; column++) {
    const half = column < 4 ? low : high;
    const value = f32x4.extract_lane(half, 0);
    store<f32>(c, adds ? load<f32>(c) + value : value);
    if (column < 4) low = v128.shuffle<f32>(low, low, 1, 2, 3, 0);
    else high = v128.shuffle<f32>(high, high, 1, 2, 3, 0);
    c += 4;
  }
}
