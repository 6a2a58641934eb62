import { clamp_all } from '../arith/tiles/clamp_all';
import { gather, gather_by_4 } from '../arith/tiles/gather';
import { multiply_by_1 } from '../arith/tiles/multiply_by_1';
import { multiply_by_4 } from '../arith/tiles/multiply_by_4';
import { widen_rows } from '../arith/tiles/widen_rows';
import { Conv, DspPair } from '../shared/conv_layout';

/**
 * Convolution of one group without dilation, also fully connected layers, with ARMv7E-M's DSP instructions; gives what
 * `conv2d_s8` gives. Windows are widened to halfwords once for all filters, four windows at a time.
 * @param x        s8[H, W, C]
 * @param y        s8[OH, OW, O]
 * @param p        the layer's constants: fields `Conv`, then pairs of filters, see `DspPair`; taps in the order of `widen_rows`
 * @param scratch  u8[PATCH_BYTES], then s16[depth, 4], or s16[depth] for fewer than four positions; 4-byte aligned
 */
export function conv2d_s8_dsp(x: usize, y: usize, p: usize, scratch: usize): void {
  const channels = load<i32>(p, Conv.GROUP_FILTERS);
  const stepX = load<i32>(p, Conv.STRIDE_W);
  const firstLeft = 0 - load<i32>(p, Conv.PAD_W);
  const endLeft = load<i32>(p, Conv.OUT_W) * stepX + firstLeft;
  const widensRows = (load<i32>(p, Conv.IN_CHANNELS) & 7) == 0;
  const windows = scratch + load<i32>(p, Conv.PATCH_BYTES);
  const weights = p + Conv.BYTES + DspPair.HEAD;
  const begin = y;
  let top = 0 - load<i32>(p, Conv.PAD_H);
  let left = firstLeft;
  let positions = load<i32>(p, Conv.OUT_H) * load<i32>(p, Conv.OUT_W);
  let together = (positions >> 2) << 2;
  let to = windows;
  do {
    if (together) {
      if (widensRows) gather_by_4(x, p, to, top, left);
      else widen_window(x, p, scratch, top, left, to, 16);
      to += 4;
      together--;
      if ((together & 3) == 0) {
        multiply_by_4(windows, p, weights, y);
        y += channels << 2;
        to = windows;
      }
    } else {
      widen_window(x, p, scratch, top, left, windows, 4);
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

/** Where it lies if it is all inside the input, else from a copy with padding. */
@inline
function widen_window(x: usize, p: usize, patch: usize, top: i32, left: i32, to: usize, step: usize): void {
  const rows = load<i32>(p, Conv.KERNEL_H);
  const bytes = load<i32>(p, Conv.KERNEL_W) * load<i32>(p, Conv.IN_CHANNELS);
  let from = patch;
  let pitch = bytes;
  if (
    top >= 0 &&
    left >= 0 &&
    top <= load<i32>(p, Conv.IN_H) - rows &&
    left <= load<i32>(p, Conv.IN_W) - load<i32>(p, Conv.KERNEL_W)
  ) {
    pitch = load<i32>(p, Conv.ROW_BYTES);
    from = x + top * pitch + left * load<i32>(p, Conv.IN_CHANNELS);
  } else gather(x, p, patch, top, left);
  widen_rows(from, pitch, bytes, rows, to, step);
}
