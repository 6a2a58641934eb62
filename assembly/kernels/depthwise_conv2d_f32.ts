import { clamp_f32 } from '../arith/real/clamp';
import { finish_f32 } from '../arith/real/store';
import { Conv } from '../shared/conv_layout';
import { ceilDivide } from './depthwise_conv2d_s8';

/**
 * Depthwise convolution: each output channel sees one input channel. Sums begin with 0, the products of taps that lie inside are
 * added in their order, then the bias (tensorflow/lite/kernels/internal/reference/depthwiseconv_float.h). With vectors, a lane is a
 * channel.
 * @param x  f32[H, W, C]
 * @param y  f32[OH, OW, C · multiplier], written position after position: it may begin before x and lie over it
 * @param p  fields `Conv`, limits as f32, then f32[C · multiplier] biases and f32[KH, KW, C · multiplier] weights
 */
export function depthwise_conv2d_f32(x: usize, y: usize, p: usize): void {
  const rowBytes = (<usize>load<u32>(p, Conv.ROW_BYTES)) << 2;
  const pixelBytes = (<usize>load<u32>(p, Conv.IN_CHANNELS)) << 2;
  const outBytes = pixelBytes * load<u32>(p, Conv.MULTIPLIER);
  const kernelW = load<i32>(p, Conv.KERNEL_W);
  const stepY = load<i32>(p, Conv.DILATION_H);
  const stepX = load<i32>(p, Conv.DILATION_W);
  let top = 0 - load<i32>(p, Conv.PAD_H);
  for (let oy = load<i32>(p, Conv.OUT_H); oy; oy--) {
    const firstY = max(0, ceilDivide(0 - top, stepY));
    const rows = min(load<i32>(p, Conv.KERNEL_H), ceilDivide(load<i32>(p, Conv.IN_H) - top, stepY)) - firstY;
    let left = 0 - load<i32>(p, Conv.PAD_W);
    for (let ox = load<i32>(p, Conv.OUT_W); ox; ox--) {
      const firstX = max(0, ceilDivide(0 - left, stepX));
      const columns = min(kernelW, ceilDivide(load<i32>(p, Conv.IN_W) - left, stepX)) - firstX;
      const from = x + (top + firstY * stepY) * rowBytes + (left + firstX * stepX) * pixelBytes;
      const w = p + Conv.BYTES + outBytes * (1 + firstY * kernelW + firstX);
      pixel(from, w, y, p, rows, columns, outBytes);
      y += outBytes;
      left += load<i32>(p, Conv.STRIDE_W);
    }
    top += load<i32>(p, Conv.STRIDE_H);
  }
}

/** All channels of one position, whose taps inside begin with x and w. */
function pixel(x: usize, w: usize, y: usize, p: usize, rows: i32, columns: i32, outBytes: usize): void {
  const stepX = load<u32>(p, Conv.DILATION_W) * (load<u32>(p, Conv.IN_CHANNELS) << 2);
  const stepY = load<u32>(p, Conv.DILATION_H) * (load<u32>(p, Conv.ROW_BYTES) << 2);
  const rowOfW = load<u32>(p, Conv.KERNEL_W) * outBytes;
  const perChannel = load<i32>(p, Conv.MULTIPLIER);
  let bias = p + Conv.BYTES;
  const end = bias + outBytes;
  if (ASC_FEATURE_SIMD && perChannel == 1) {
    for (; end - bias >= 16; bias += 16) {
      let sums = f32x4.splat(0);
      let row = x;
      let weights = w;
      for (let ky = rows; ky > 0; ky--) {
        let tap = row;
        let weight = weights;
        for (let kx = columns; kx > 0; kx--) {
          sums = f32x4.add(sums, f32x4.mul(v128.load(tap), v128.load(weight)));
          tap += stepX;
          weight += outBytes;
        }
        row += stepY;
        weights += rowOfW;
      }
      v128.store(y, finish_f32(sums, v128.load(bias), p));
      x += 16;
      w += 16;
      y += 16;
    }
  }
  let repeat = perChannel;
  for (; bias != end; bias += 4) {
    let sum: f32 = 0;
    let row = x;
    let weights = w;
    for (let ky = rows; ky > 0; ky--) {
      let tap = row;
      let weight = weights;
      for (let kx = columns; kx > 0; kx--) {
        sum += load<f32>(tap) * load<f32>(weight);
        tap += stepX;
        weight += outBytes;
      }
      row += stepY;
      weights += rowOfW;
    }
    store<f32>(y, clamp_f32(sum + load<f32>(bias), load<f32>(p, Conv.OUT_MIN), load<f32>(p, Conv.OUT_MAX)));
    w += 4;
    y += 4;
    repeat--;
    if (repeat == 0) {
      repeat = perChannel;
      x += 4;
    }
  }
}
