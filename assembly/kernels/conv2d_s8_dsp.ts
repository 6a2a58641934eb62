import { clamp_all } from '../arith/tiles/clamp_all';
import { multiply_by_1 } from '../arith/tiles/multiply_by_1';
import { multiply_by_4 } from '../arith/tiles/multiply_by_4';
import { widen } from '../arith/tiles/widen';
import { Conv, DspPair } from '../shared/conv_layout';

/**
 * Convolution of one group without dilation, also fully connected layers, with ARMv7E-M's DSP instructions; gives what
 * `conv2d_s8` gives. Windows are widened to halfwords once for all filters, four windows at a time.
 * @param x        s8[H, W, C]
 * @param y        s8[OH, OW, O]
 * @param p        the layer's constants: fields `Conv`, then pairs of filters, see `DspPair`
 * @param scratch  u8[PATCH_BYTES], then s16[depth, 4], or s16[depth] for fewer than four positions; 4-byte aligned
 */
export function conv2d_s8_dsp(x: usize, y: usize, p: usize, scratch: usize): void {
  const channels = load<i32>(p, Conv.GROUP_FILTERS);
  const stepX = load<i32>(p, Conv.STRIDE_W);
  const firstLeft = 0 - load<i32>(p, Conv.PAD_W);
  const endLeft = load<i32>(p, Conv.OUT_W) * stepX + firstLeft;
  const patchBytes = load<i32>(p, Conv.PATCH_BYTES);
  const depth = load<i32>(p, Conv.DEPTH);
  const windows = scratch + patchBytes;
  const weights = p + Conv.BYTES + DspPair.HEAD;
  const begin = y;
  let top = 0 - load<i32>(p, Conv.PAD_H);
  let left = firstLeft;
  let positions = load<i32>(p, Conv.OUT_H) * load<i32>(p, Conv.OUT_W);
  let together = (positions >> 2) << 2;
  let to = windows;
  do {
    let from = scratch;
    if (patchBytes) gather(x, p, scratch, top, left);
    else from = x + top * load<i32>(p, Conv.ROW_BYTES) + left * load<i32>(p, Conv.IN_CHANNELS);
    if (together) {
      widen(from, to, depth, 16);
      to += 4;
      together--;
      if ((together & 3) == 0) {
        multiply_by_4(windows, p, weights, y);
        y += channels << 2;
        to = windows;
      }
    } else {
      widen(from, windows, depth, 4);
      multiply_by_1(windows, p, weights, y);
      y += channels;
    }
    left += stepX;
    if (left == endLeft) {
      left = firstLeft;
      top += load<i32>(p, Conv.STRIDE_H);
    }
    positions--;
  } while (positions);
  clamp_all(begin, y, load<i32>(p, Conv.OUT_MIN), load<i32>(p, Conv.OUT_MAX));
}

/** Copies one window, the zero point where it lies outside the input. */
function gather(x: usize, p: usize, patch: usize, top: i32, left: i32): void {
  const channels = load<i32>(p, Conv.IN_CHANNELS);
  const kernelW = load<i32>(p, Conv.KERNEL_W);
  const inW = load<i32>(p, Conv.IN_W);
  const firstX = max(0, 0 - left);
  const lastX = max(firstX, min(kernelW, inW - left));
  const before = min(firstX, kernelW) * channels;
  const inside = (lastX - firstX) * channels;
  const after = kernelW * channels - before - inside;
  const rowBytes = load<i32>(p, Conv.ROW_BYTES);
  const value = load<u32>(p, Conv.PAD_VALUE);
  let line = x + top * rowBytes + max(0, left) * channels;
  let ky = load<i32>(p, Conv.KERNEL_H);
  do {
    if (<u32>top < <u32>load<i32>(p, Conv.IN_H)) {
      if (before) patch = fill(patch, value, before);
      if (inside) patch = copy(line, patch, inside);
      if (after) patch = fill(patch, value, after);
    } else patch = fill(patch, value, before + inside + after);
    line += rowBytes;
    top++;
    ky--;
  } while (ky);
}

function copy(from: usize, to: usize, n: i32): usize {
  const end = to + n;
  while (n >= 4) {
    store<u32>(to, load<u32>(from));
    from += 4;
    to += 4;
    n -= 4;
  }
  while (to != end) {
    store<u8>(to, load<u8>(from));
    from++;
    to++;
  }
  return to;
}

function fill(to: usize, value: u32, n: i32): usize {
  const end = to + n;
  do {
    store<u8>(to, value);
    to++;
  } while (to != end);
  return to;
}
