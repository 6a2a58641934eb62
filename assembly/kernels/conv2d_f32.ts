import { clamp_f32 } from '../arith/real/clamp';
import { gather_f32 } from '../arith/real/gather';
import { Conv } from '../shared/conv_layout';
import { REAL_TILE } from '../shared/real_layout';

/**
 * Convolution, also fully connected layers: sums begin with 0, products are added in the filter's order, then the bias
 * (tensorflow/lite/kernels/internal/reference/conv.h).
 * @param x      f32[H, W, C]
 * @param y      f32[OH, OW, O], written position after position: it may begin before x and lie over it
 * @param p      fields `Conv`, limits as f32, then per group and tile of eight filters f32[8] biases and f32[depth, 8] weights
 * @param patch  f32[depth], depth = window size; scratch
 */
export function conv2d_f32(x: usize, y: usize, p: usize, patch: usize): void {
  const groupBytes = (<usize>load<u32>(p, Conv.GROUP_CHANNELS)) << 2;
  let top = 0 - load<i32>(p, Conv.PAD_H);
  for (let oy = load<i32>(p, Conv.OUT_H); oy; oy--) {
    let left = 0 - load<i32>(p, Conv.PAD_W);
    for (let ox = load<i32>(p, Conv.OUT_W); ox; ox--) {
      let tile = p + Conv.BYTES;
      let from = x;
      for (let group = load<i32>(p, Conv.GROUPS); group; group--) {
        gather_f32(from, p, patch, top, left);
        for (let filters = load<i32>(p, Conv.GROUP_FILTERS); filters > 0; filters -= REAL_TILE) {
          const count = min(filters, REAL_TILE);
          multiply(patch, tile, y, p, count);
          y += count << 2;
          tile += REAL_TILE * 4 * (load<u32>(p, Conv.DEPTH) + 1);
        }
        from += groupBytes;
      }
      left += load<i32>(p, Conv.STRIDE_W);
    }
    top += load<i32>(p, Conv.STRIDE_H);
  }
}

/** A tile of filters over one window, of which `count` are there. */
function multiply(patch: usize, tile: usize, y: usize, p: usize, count: i32): void {
  const end = patch + ((<usize>load<u32>(p, Conv.DEPTH)) << 2);
  for (let filter = 0; filter < count; filter++) {
    let w = tile + REAL_TILE * 4;
    let sum: f32 = 0;
    for (let at = patch; at != end; at += 4) {
      sum += load<f32>(at) * load<f32>(w);
      w += REAL_TILE * 4;
    }
    store<f32>(y, clamp_f32(sum + load<f32>(tile), load<f32>(p, Conv.OUT_MIN), load<f32>(p, Conv.OUT_MAX)));
    y += 4;
    tile += 4;
  }
}
