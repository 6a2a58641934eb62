import { clamp_f32 } from '../arith/real/clamp';
import { Conv } from '../shared/conv_layout';

/**
 * Transposed convolution: an output is the sum of all inputs whose filters reach it, in the order of the inputs, then the bias
 * (tensorflow/lite/kernels/internal/reference/transpose_conv.h).
 * @param x  f32[H, W, I]
 * @param y  f32[OH, OW, O]
 * @param p  fields `Conv`, limits as f32, GROUP_FILTERS = O; then f32[O] biases and f32[O, KH, KW, I] weights
 */
export function transpose_conv2d_f32(x: usize, y: usize, p: usize): void {
  const filters = <usize>load<u32>(p, Conv.GROUP_FILTERS);
  const pixelBytes = (<usize>load<u32>(p, Conv.IN_CHANNELS)) << 2;
  const outH = load<i32>(p, Conv.OUT_H);
  const outW = load<i32>(p, Conv.OUT_W);
  const filterBytes = load<u32>(p, Conv.KERNEL_H) * load<u32>(p, Conv.KERNEL_W) * pixelBytes;
  for (let oy = 0; oy < outH; oy++) {
    for (let ox = 0; ox < outW; ox++) {
      let bias = p + Conv.BYTES;
      const weights = bias + (filters << 2);
      let w = weights;
      while (bias != weights) {
        const sum = reached(x, w, p, oy + load<i32>(p, Conv.PAD_H), ox + load<i32>(p, Conv.PAD_W));
        store<f32>(y, clamp_f32(sum + load<f32>(bias), load<f32>(p, Conv.OUT_MIN), load<f32>(p, Conv.OUT_MAX)));
        y += 4;
        bias += 4;
        w += filterBytes;
      }
    }
  }
}

/** The sum of one filter's products for a place, counted from where the first input's filter begins. */
function reached(x: usize, w: usize, p: usize, placeY: i32, placeX: i32): f32 {
  const pixelBytes = (<usize>load<u32>(p, Conv.IN_CHANNELS)) << 2;
  const inH = load<i32>(p, Conv.IN_H);
  const inW = load<i32>(p, Conv.IN_W);
  const kernelW = load<i32>(p, Conv.KERNEL_W);
  let sum: f32 = 0;
  let row = placeY;
  for (let iy = 0; iy < inH; iy++) {
    if (<u32>row < load<u32>(p, Conv.KERNEL_H)) {
      let column = placeX;
      for (let ix = 0; ix < inW; ix++) {
        if (<u32>column < <u32>kernelW) {
          let at = x + (iy * inW + ix) * pixelBytes;
          const end = at + pixelBytes;
          let weight = w + (row * kernelW + column) * pixelBytes;
          while (at != end) {
            sum += load<f32>(at) * load<f32>(weight);
            at += 4;
            weight += 4;
          }
        }
        column -= load<i32>(p, Conv.STRIDE_W);
      }
    }
    row -= load<i32>(p, Conv.STRIDE_H);
  }
  return sum;
}
