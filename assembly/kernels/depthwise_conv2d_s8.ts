import { Conv, CHANNEL_BYTES } from '../shared/conv_layout';
import { output } from './conv2d_s8';

/**
 * Depthwise convolution: each output channel sees one input channel.
 * @param x  s8[H, W, C]
 * @param y  s8[OH, OW, C · multiplier], written position after position: it may begin before x and lie over it
 * @param p  the layer's constants: fields `Conv`, then C·multiplier × {bias s32, multiplier s32, shift s32} and the filter
 *           s8[KH, KW, C · multiplier]. The bias is the model's own: what the input's zero point adds is summed with the
 *           taps that really lie inside.
 */
export function depthwise_conv2d_s8(x: usize, y: usize, p: usize): void {
  const outH = load<i32>(p, Conv.OUT_H);
  let top = 0 - load<i32>(p, Conv.PAD_H);
  for (let oy = 0; oy < outH; oy++) {
    const firstY = max(0, ceilDivide(0 - top, load<i32>(p, Conv.DILATION_H)));
    const lastY = min(
      load<i32>(p, Conv.KERNEL_H),
      ceilDivide(load<i32>(p, Conv.IN_H) - top, load<i32>(p, Conv.DILATION_H)),
    );
    let left = 0 - load<i32>(p, Conv.PAD_W);
    const outW = load<i32>(p, Conv.OUT_W);
    for (let ox = 0; ox < outW; ox++) {
      const dilation = load<i32>(p, Conv.DILATION_W);
      const firstX = max(0, ceilDivide(0 - left, dilation));
      const lastX = min(load<i32>(p, Conv.KERNEL_W), ceilDivide(load<i32>(p, Conv.IN_W) - left, dilation));
      y = pixel(x, y, p, top, left, firstY, lastY, firstX, lastX);
      left += load<i32>(p, Conv.STRIDE_W);
    }
    top += load<i32>(p, Conv.STRIDE_H);
  }
}

/** Smallest n with n · step >= distance, for a small positive quotient and step >= 1; 0 for distances up to 0. */
export function ceilDivide(distance: i32, step: i32): i32 {
  if (step == 1) return distance;
  let n = 0;
  while (distance > 0) {
    distance -= step;
    n++;
  }
  return n;
}

/** All channels of one output position; the taps from `first` up to `last` lie inside the input. */
function pixel(
  x: usize,
  y: usize,
  p: usize,
  top: i32,
  left: i32,
  firstY: i32,
  lastY: i32,
  firstX: i32,
  lastX: i32,
): usize {
  const channels = load<i32>(p, Conv.IN_CHANNELS);
  const perChannel = load<i32>(p, Conv.MULTIPLIER);
  const outChannels = channels * perChannel;
  const filters = p + Conv.BYTES + outChannels * CHANNEL_BYTES;
  const kernelW = load<i32>(p, Conv.KERNEL_W);
  const stepX = load<i32>(p, Conv.DILATION_W) * channels;
  const stepRow = load<i32>(p, Conv.DILATION_H) * load<i32>(p, Conv.ROW_BYTES);
  const countX = lastX - firstX;
  const countY = lastY - firstY;
  let from =
    x +
    (top + firstY * load<i32>(p, Conv.DILATION_H)) * load<i32>(p, Conv.ROW_BYTES) +
    (left + firstX * load<i32>(p, Conv.DILATION_W)) * channels;
  let w = filters + (firstY * kernelW + firstX) * outChannels;
  const rowW = kernelW * outChannels;
  const zero = load<i32>(p, Conv.PAD_VALUE);
  let channel = p + Conv.BYTES;
  let repeat = perChannel;
  while (channel < filters) {
    let sum = load<i32>(channel);
    if (countX > 0 && countY > 0) {
      let ky = countY;
      let row = from;
      let rowOfW = w;
      do {
        let kx = countX;
        let tap = row;
        let weight = rowOfW;
        do {
          sum += (<i32>load<i8>(tap) + zero) * load<i8>(weight);
          tap += stepX;
          weight += outChannels;
          kx--;
        } while (kx);
        row += stepRow;
        rowOfW += rowW;
        ky--;
      } while (ky);
    }
    store<u8>(y, output(sum, channel, p));
    y++;
    w++;
    channel += CHANNEL_BYTES;
    repeat--;
    if (repeat == 0) {
      repeat = perChannel;
      from++;
    }
  }
  return y;
}
