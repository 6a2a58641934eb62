import { clamp, requantize } from '../arith/requantize';
import { Conv, CHANNEL_BYTES, TILE_CHANNELS, TILE_DEPTH } from '../shared/conv_layout';

/**
 * Convolution, also fully connected layers (a 1×1 window over rows). For each output position the window is gathered into
 * `patch` as unsigned bytes (x + 128, so that ARMv6-M's LDRB takes immediate offsets) and multiplied with every filter of
 * the group, four at a time. With unsigned weights (w + 128) as well,
 *   Σ x·w = Σ (x+128)(w+128) - 128·Σ(x+128) - 128·Σ w
 * whose last term, like the input's zero point, is part of the bias. Arithmetic is modulo 2^32 as in the reference.
 * @param x      s8[H, W, C]
 * @param y      s8[OH, OW, O], written position after position: it may begin before x and lie over it
 * @param p      the layer's constants: fields `Conv`, then per group and tile of four filters 4 × {bias s32, multiplier
 *               s32, shift s32} and u8[depth, 4]
 * @param patch  u8[depth], depth = window size rounded up to 8; scratch, 4-byte aligned
 */
export function conv2d_s8(x: usize, y: usize, p: usize, patch: usize): void {
  const outH = load<i32>(p, Conv.OUT_H);
  const stepY = load<i32>(p, Conv.STRIDE_H);
  const stepX = load<i32>(p, Conv.STRIDE_W);
  const endX = load<i32>(p, Conv.OUT_W) * stepX - load<i32>(p, Conv.PAD_W);
  let top = 0 - load<i32>(p, Conv.PAD_H);
  const endY = outH * stepY + top;
  do {
    let left = 0 - load<i32>(p, Conv.PAD_W);
    do {
      const groups = load<i32>(p, Conv.GROUPS);
      let tile = p + Conv.BYTES;
      let group = 0;
      do {
        const sum = gather(x + group * load<i32>(p, Conv.GROUP_CHANNELS), p, patch, top, left);
        tile = multiply(patch, sum, tile, y, p);
        y += load<i32>(p, Conv.GROUP_FILTERS);
        group++;
      } while (group < groups);
      left += stepX;
    } while (left < endX);
    top += stepY;
  } while (top < endY);
}

/** Copies one window as unsigned bytes, the zero point where it lies outside the input; returns the sum of the bytes. */
function gather(x: usize, p: usize, patch: usize, top: i32, left: i32): u32 {
  const channels = load<i32>(p, Conv.GROUP_CHANNELS);
  const dilationW = load<i32>(p, Conv.DILATION_W);
  const inW = load<i32>(p, Conv.IN_W);
  const pixelBytes = load<i32>(p, Conv.IN_CHANNELS);
  let sum: u32 = 0;
  let to = patch;
  let ky = load<i32>(p, Conv.KERNEL_H);
  let row = top;
  do {
    const isRowInside = <u32>row < <u32>load<i32>(p, Conv.IN_H);
    const line = x + row * load<i32>(p, Conv.ROW_BYTES);
    let kx = load<i32>(p, Conv.KERNEL_W);
    let column = left;
    do {
      const end = to + channels;
      if (isRowInside && <u32>column < <u32>inW) {
        let from = line + column * pixelBytes;
        do {
          const value = load<u8>(from) ^ 0x80;
          store<u8>(to, value);
          sum += value;
          from++;
          to++;
        } while (to != end);
      } else {
        const value = load<i32>(p, Conv.PAD_VALUE);
        do {
          store<u8>(to, value);
          sum += value;
          to++;
        } while (to != end);
      }
      column += dilationW;
      kx--;
    } while (kx);
    row += load<i32>(p, Conv.DILATION_H);
    ky--;
  } while (ky);
  // The tail multiplies anything by 0.
  const end = patch + load<i32>(p, Conv.DEPTH);
  while (to != end) {
    store<u8>(to, 0);
    to++;
  }
  return sum;
}

/** All filters of one group over one window; returns the position behind their tiles. */
function multiply(patch: usize, sum: u32, tile: usize, y: usize, p: usize): usize {
  const end = patch + load<i32>(p, Conv.DEPTH);
  const correction = sum << 7;
  let left = load<i32>(p, Conv.GROUP_FILTERS);
  do {
    let a0 = load<i32>(tile) - correction;
    let a1 = load<i32>(tile, CHANNEL_BYTES) - correction;
    let a2 = load<i32>(tile, 2 * CHANNEL_BYTES) - correction;
    let a3 = load<i32>(tile, 3 * CHANNEL_BYTES) - correction;
    let w = tile + TILE_CHANNELS * CHANNEL_BYTES;
    let from = patch;
    do {
      let value = <i32>load<u8>(from);
      a0 += value * load<u8>(w);
      a1 += value * load<u8>(w, 1);
      a2 += value * load<u8>(w, 2);
      a3 += value * load<u8>(w, 3);
      value = load<u8>(from, 1);
      a0 += value * load<u8>(w, 4);
      a1 += value * load<u8>(w, 5);
      a2 += value * load<u8>(w, 6);
      a3 += value * load<u8>(w, 7);
      value = load<u8>(from, 2);
      a0 += value * load<u8>(w, 8);
      a1 += value * load<u8>(w, 9);
      a2 += value * load<u8>(w, 10);
      a3 += value * load<u8>(w, 11);
      value = load<u8>(from, 3);
      a0 += value * load<u8>(w, 12);
      a1 += value * load<u8>(w, 13);
      a2 += value * load<u8>(w, 14);
      a3 += value * load<u8>(w, 15);
      value = load<u8>(from, 4);
      a0 += value * load<u8>(w, 16);
      a1 += value * load<u8>(w, 17);
      a2 += value * load<u8>(w, 18);
      a3 += value * load<u8>(w, 19);
      value = load<u8>(from, 5);
      a0 += value * load<u8>(w, 20);
      a1 += value * load<u8>(w, 21);
      a2 += value * load<u8>(w, 22);
      a3 += value * load<u8>(w, 23);
      value = load<u8>(from, 6);
      a0 += value * load<u8>(w, 24);
      a1 += value * load<u8>(w, 25);
      a2 += value * load<u8>(w, 26);
      a3 += value * load<u8>(w, 27);
      value = load<u8>(from, 7);
      a0 += value * load<u8>(w, 28);
      a1 += value * load<u8>(w, 29);
      a2 += value * load<u8>(w, 30);
      a3 += value * load<u8>(w, 31);
      from += TILE_DEPTH;
      w += TILE_DEPTH * TILE_CHANNELS;
    } while (from != end);
    store<u8>(y, output(a0, tile, p));
    if (left > 1) store<u8>(y, output(a1, tile + CHANNEL_BYTES, p), 1);
    if (left > 2) store<u8>(y, output(a2, tile + 2 * CHANNEL_BYTES, p), 2);
    if (left > 3) store<u8>(y, output(a3, tile + 3 * CHANNEL_BYTES, p), 3);
    y += TILE_CHANNELS;
    tile = w;
    left -= TILE_CHANNELS;
  } while (left > 0);
  return tile;
}

/** Rescales by a channel's {bias, multiplier, shift}, adds the output's zero point and clamps to the activation. */
export function output(accumulator: i32, channel: usize, p: usize): i32 {
  const scaled = requantize(accumulator, load<i32>(channel, 4), load<i32>(channel, 8));
  return clamp(scaled + load<i32>(p, Conv.OUT_ZERO), load<i32>(p, Conv.OUT_MIN), load<i32>(p, Conv.OUT_MAX));
}
