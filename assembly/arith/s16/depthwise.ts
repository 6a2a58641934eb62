import { ceilDivide } from '../../kernels/depthwise_conv2d_s8';
import { Conv } from '../../shared/conv_layout';
import { Filter16, WideFilter16 } from '../../shared/s16_layout';
import { clamp } from '../requantize';
import { rescale_wide, rescale_word } from './rescale';

/** All positions of a depthwise convolution; see `depthwise_conv2d_s16`. `T` is the type of its sums, i32 or i64. */
@inline
export function depthwise_s16<T>(x: usize, y: usize, p: usize): void {
  let top = 0 - load<i32>(p, Conv.PAD_H);
  let rows = load<i32>(p, Conv.OUT_H);
  do {
    const dilationH = load<i32>(p, Conv.DILATION_H);
    const firstY = max(0, ceilDivide(0 - top, dilationH));
    const lastY = min(load<i32>(p, Conv.KERNEL_H), ceilDivide(load<i32>(p, Conv.IN_H) - top, dilationH));
    let left = 0 - load<i32>(p, Conv.PAD_W);
    let columns = load<i32>(p, Conv.OUT_W);
    do {
      const dilationW = load<i32>(p, Conv.DILATION_W);
      const firstX = max(0, ceilDivide(0 - left, dilationW));
      const lastX = min(load<i32>(p, Conv.KERNEL_W), ceilDivide(load<i32>(p, Conv.IN_W) - left, dilationW));
      const from =
        x +
        (top + firstY * dilationH) * load<i32>(p, Conv.ROW_BYTES) +
        (left + firstX * dilationW) * (load<i32>(p, Conv.IN_CHANNELS) << 1);
      y = pixel<T>(from, y, p, firstY * load<i32>(p, Conv.KERNEL_W) + firstX, lastY - firstY, lastX - firstX);
      left += load<i32>(p, Conv.STRIDE_W);
      columns--;
    } while (columns);
    top += load<i32>(p, Conv.STRIDE_H);
    rows--;
  } while (rows);
}

/** All channels of one output position: `countY` × `countX` taps from `first` on, and from x on, lie inside the input. */
function pixel<T>(x: usize, y: usize, p: usize, first: i32, countY: i32, countX: i32): usize {
  const channels = load<i32>(p, Conv.IN_CHANNELS);
  const outChannels = channels * load<i32>(p, Conv.MULTIPLIER);
  const channelBytes = sizeof<T>() == 8 ? WideFilter16.BYTES : Filter16.BYTES;
  const endOfChannels = p + Conv.BYTES + outChannels * channelBytes;
  const stepX = load<i32>(p, Conv.DILATION_W) * (channels << 1);
  const stepY = load<i32>(p, Conv.DILATION_H) * load<i32>(p, Conv.ROW_BYTES);
  const rowOfWeights = load<i32>(p, Conv.KERNEL_W) * outChannels;
  let w = endOfChannels + first * outChannels;
  let channel = p + Conv.BYTES;
  let repeat = load<i32>(p, Conv.MULTIPLIER);
  do {
    let sum = load<T>(channel);
    if (countX > 0 && countY > 0) {
      let ky = countY;
      let row = x;
      let weights = w;
      do {
        let kx = countX;
        let tap = row;
        let weight = weights;
        do {
          sum += <T>(<i32>load<i16>(tap) * <i32>load<i8>(weight));
          tap += stepX;
          weight += outChannels;
          kx--;
        } while (kx);
        row += stepY;
        weights += rowOfWeights;
        ky--;
      } while (ky);
    }
    store<i16>(y, output<T>(sum, channel, p));
    y += 2;
    w++;
    channel += channelBytes;
    repeat--;
    if (repeat == 0) {
      repeat = load<i32>(p, Conv.MULTIPLIER);
      x += 2;
    }
  } while (channel != endOfChannels);
  return y;
}


@inline
function output<T>(sum: T, channel: usize, p: usize): i32 {
  const scaled =
    sizeof<T>() == 8
      ? rescale_wide(sum, load<i32>(channel, WideFilter16.MULTIPLIER), load<i32>(channel, WideFilter16.SHIFT))
      : rescale_word(<i32>sum, load<i32>(channel, Filter16.MULTIPLIER), load<i32>(channel, Filter16.SHIFT));
  return clamp(scaled, load<i32>(p, Conv.OUT_MIN), load<i32>(p, Conv.OUT_MAX));
}
