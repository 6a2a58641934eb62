import { clamp_all } from '../arith/tiles/clamp_all';
import { multiply_by_1 } from '../arith/tiles/multiply_by_1';
import { multiply_by_4 } from '../arith/tiles/multiply_by_4';
import { widen, widen_4 } from '../arith/tiles/widen';
import { Conv, DspPair } from '../shared/conv_layout';

/**
 * As `conv2d_s8_dsp`, for windows that follow one another in the input: of one position, by a step of 1, without padding.
 * @param x        s8[positions, depth]
 * @param y        s8[positions, O], written position after position: it may begin before x and lie over it
 * @param p        the layer's constants: fields `Conv`, then pairs of filters, see `DspPair`
 * @param scratch  s16[depth, 4], or s16[depth] for fewer than four positions; 4-byte aligned
 */
export function conv2d_s8_dsp_1x1(x: usize, y: usize, p: usize, scratch: usize): void {
  const depth = <usize>load<u32>(p, Conv.DEPTH);
  const channels = <usize>load<u32>(p, Conv.GROUP_FILTERS);
  const weights = p + Conv.BYTES + DspPair.HEAD;
  const begin = y;
  let positions = load<i32>(p, Conv.OUT_H) * load<i32>(p, Conv.OUT_W);
  while (positions >= 4) {
    widen_4(x, scratch, depth);
    multiply_by_4(scratch, p, weights, y);
    x += depth << 2;
    y += channels << 2;
    positions -= 4;
  }
  while (positions) {
    widen(x, scratch, depth, 4);
    multiply_by_1(scratch, p, weights, y);
    x += depth;
    y += channels;
    positions--;
  }
  clamp_all(begin, y, load<i32>(p, Conv.OUT_MIN), load<i32>(p, Conv.OUT_MAX));
}
