import { clamp, requantize } from '../arith/requantize';
import { MATMUL_COLUMNS, MatMul } from '../shared/matmul_layout';

/**
 * Product of two matrices, sums modulo 2^32. Four columns of b at a time are copied, 128 added, so that ARMv6-M's LDRB takes
 * immediate offsets. With the zero points z of a and z' of b,
 *   Σ (a - z)(b - z') = Σ a(b + 128) - z·Σ(b + 128) - (z' + 128)·Σ a + K·z(z' + 128)
 * @param a, b     s8; rows, columns and depth lie as the constants say
 * @param y        s8[rows, columns], apart from a and b
 * @param p        fields `MatMul`, biases
 * @param scratch  s32[rows], s32[4], u8[depth, 4]; 4-byte aligned
 */
export function batch_matmul_s8(a: usize, b: usize, y: usize, p: usize, scratch: usize): void {
  const firsts = scratch + (load<i32>(p, MatMul.ROWS) << 2);
  const tile = firsts + (MATMUL_COLUMNS << 2);
  weigh_rows(a, p, scratch, firsts);
  const pitch = load<i32>(p, MatMul.COLUMNS);
  let bias = p + MatMul.BIAS;
  let left = pitch;
  do {
    const columns = min(left, MATMUL_COLUMNS);
    let column = 0;
    do {
      store<i32>(firsts + (column << 2), take_column(b, tile + column, p) + load<i32>(bias));
      b += load<i32>(p, MatMul.B_COLUMN);
      bias += load<i32>(p, MatMul.BIAS_STEP);
      column++;
    } while (column != columns);
    let row = a;
    let to = y;
    let sums = scratch;
    do {
      multiply(row, to, p, load<i32>(sums), firsts, tile, columns);
      row += load<i32>(p, MatMul.A_ROW);
      to += pitch;
      sums += 4;
    } while (sums != firsts);
    y += columns;
    left -= columns;
  } while (left);
}

/** What b's zero point adds to all sums of a row. */
function weigh_rows(a: usize, p: usize, sums: usize, end: usize): void {
  do {
    let sum = 0;
    let from = a;
    let left = load<i32>(p, MatMul.DEPTH);
    do {
      sum += load<i8>(from);
      from += load<i32>(p, MatMul.A_DEPTH);
      left--;
    } while (left);
    store<i32>(sums, 0 - sum * (load<i32>(p, MatMul.B_ZERO) + 128));
    a += load<i32>(p, MatMul.A_ROW);
    sums += 4;
  } while (sums != end);
}

/** Copies a column of b to every fourth byte; returns what a's zero point adds to all its sums. */
function take_column(b: usize, to: usize, p: usize): i32 {
  const depth = load<i32>(p, MatMul.DEPTH);
  const step = load<i32>(p, MatMul.B_DEPTH);
  let sum = 0;
  let left = depth;
  do {
    const value = load<u8>(b) ^ 0x80;
    store<u8>(to, value);
    sum += value;
    b += step;
    to += MATMUL_COLUMNS;
    left--;
  } while (left);
  return load<i32>(p, MatMul.A_ZERO) * (depth * (load<i32>(p, MatMul.B_ZERO) + 128) - sum);
}

/** One row by four columns, of which up to four are stored. */
function multiply(a: usize, y: usize, p: usize, sum: i32, firsts: usize, w: usize, columns: i32): void {
  const step = load<i32>(p, MatMul.A_DEPTH);
  let a0 = sum + load<i32>(firsts);
  let a1 = sum + load<i32>(firsts, 4);
  let a2 = sum + load<i32>(firsts, 8);
  let a3 = sum + load<i32>(firsts, 12);
  let depth = load<i32>(p, MatMul.DEPTH);
  while (depth >= 4) {
    let value = <i32>load<i8>(a);
    a += step;
    a0 += value * load<u8>(w);
    a1 += value * load<u8>(w, 1);
    a2 += value * load<u8>(w, 2);
    a3 += value * load<u8>(w, 3);
    value = <i32>load<i8>(a);
    a += step;
    a0 += value * load<u8>(w, 4);
    a1 += value * load<u8>(w, 5);
    a2 += value * load<u8>(w, 6);
    a3 += value * load<u8>(w, 7);
    value = <i32>load<i8>(a);
    a += step;
    a0 += value * load<u8>(w, 8);
    a1 += value * load<u8>(w, 9);
    a2 += value * load<u8>(w, 10);
    a3 += value * load<u8>(w, 11);
    value = <i32>load<i8>(a);
    a += step;
    a0 += value * load<u8>(w, 12);
    a1 += value * load<u8>(w, 13);
    a2 += value * load<u8>(w, 14);
    a3 += value * load<u8>(w, 15);
    w += 4 * MATMUL_COLUMNS;
    depth -= 4;
  }
  while (depth) {
    const value = <i32>load<i8>(a);
    a += step;
    a0 += value * load<u8>(w);
    a1 += value * load<u8>(w, 1);
    a2 += value * load<u8>(w, 2);
    a3 += value * load<u8>(w, 3);
    w += MATMUL_COLUMNS;
    depth--;
  }
  store<u8>(y, output(a0, p));
  if (columns > 1) store<u8>(y, output(a1, p), 1);
  if (columns > 2) store<u8>(y, output(a2, p), 2);
  if (columns > 3) store<u8>(y, output(a3, p), 3);
}

function output(sum: i32, p: usize): i32 {
  const scaled = requantize(sum, load<i32>(p, MatMul.MULTIPLIER), load<i32>(p, MatMul.SHIFT));
  return clamp(scaled + load<i32>(p, MatMul.OUT_ZERO), load<i32>(p, MatMul.OUT_MIN), load<i32>(p, MatMul.OUT_MAX));
}
