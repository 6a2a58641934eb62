import { Conv } from '../shared/conv_layout';

/**
 * `average_pool2d_s8` with 128-bit vectors, of at least eight channels and windows of up to 255 elements: sums fit s16, and since a
 * quotient that is not whole is 1 / 255 from the next whole number at least, float32 division finds its whole part.
 * @param x  s8[H, W, C]
 * @param y  s8[OH, OW, C], written position after position: it may begin before x and lie over it
 * @param p  fields `Conv`
 */
export function average_pool2d_s8_simd(x: usize, y: usize, p: usize): void {
  const channels = <usize>load<u32>(p, Conv.IN_CHANNELS);
  const rowBytes = <usize>load<u32>(p, Conv.ROW_BYTES);
  const outH = load<i32>(p, Conv.OUT_H);
  const outW = load<i32>(p, Conv.OUT_W);
  let top = 0 - load<i32>(p, Conv.PAD_H);
  for (let oy = 0; oy < outH; oy++) {
    const firstY = max(0, top);
    const rows = min(load<i32>(p, Conv.IN_H), top + load<i32>(p, Conv.KERNEL_H)) - firstY;
    let left = 0 - load<i32>(p, Conv.PAD_W);
    for (let ox = 0; ox < outW; ox++) {
      const firstX = max(0, left);
      const columns = min(load<i32>(p, Conv.IN_W), left + load<i32>(p, Conv.KERNEL_W)) - firstX;
      const from = x + firstY * rowBytes + firstX * channels;
      let channel: usize = 0;
      do {
        // The last eight may share channels with those before.
        channel = min(channel, channels - 8);
        const sums = sum_window(from + channel, rows, columns, rowBytes, channels);
        v128.store64_lane(y + channel, mean_8(sums, rows * columns, p), 0);
        channel += 8;
      } while (channel < channels);
      y += channels;
      left += load<i32>(p, Conv.STRIDE_W);
    }
    top += load<i32>(p, Conv.STRIDE_H);
  }
}

/** Sums of eight channels, s16. */
@inline
function sum_window(row: usize, rows: i32, columns: i32, rowBytes: usize, channels: usize): v128 {
  let sums = i16x8.splat(0);
  do {
    let at = row;
    let column = columns;
    do {
      sums = i16x8.add(sums, v128.load8x8_s(at));
      at += channels;
      column--;
    } while (column);
    row += rowBytes;
    rows--;
  } while (rows);
  return sums;
}

/** Sums over their count, to nearest, ties away from zero, within the activation. */
@inline
function mean_8(sums: v128, count: i32, p: usize): v128 {
  const half = i32x4.splat(count >> 1);
  const divisor = f32x4.splat(<f32>count);
  const low = mean_4(i32x4.extend_low_i16x8_s(sums), half, divisor);
  const high = mean_4(i32x4.extend_high_i16x8_s(sums), half, divisor);
  const wide = i16x8.narrow_i32x4_s(low, high);
  const bytes = i8x16.narrow_i16x8_s(wide, wide);
  const least = v128.load8_splat(p, Conv.OUT_MIN);
  return i8x16.min_s(i8x16.max_s(bytes, least), v128.load8_splat(p, Conv.OUT_MAX));
}


@inline
function mean_4(sums: v128, half: v128, divisor: v128): v128 {
  const signs = i32x4.shr_s(sums, 31);
  const away = i32x4.sub(v128.xor(half, signs), signs);
  return i32x4.trunc_sat_f32x4_s(f32x4.div(f32x4.convert_i32x4_s(i32x4.add(sums, away)), divisor));
}
