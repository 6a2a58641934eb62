import { Conv, DspPair, DspRescale } from '../../shared/conv_layout';
import { smlad, sxtb16 } from '../dsp';
import { rescale_to_s8 } from './requantize';

/**
 * All filters over four windows, two filters at a time: sixteen products take eight SMLAD, four loads of factors, one of
 * weights, and two SXTB16.
 * @param windows  s16[depth / 2][4 windows][2], pairs as `widen` makes them
 * @param at       weights of the first pair of filters, see `DspPair`
 * @param y        s8[4, O]
 */
export function multiply_by_4(windows: usize, p: usize, at: usize, y: usize): void {
  const weightBytes = (<usize>load<u32>(p, Conv.DEPTH)) << 1;
  const channels = <usize>load<u32>(p, Conv.GROUP_FILTERS);
  let left = <i32>channels;
  do {
    let a0 = load<i32>(at + DspPair.BIAS_0);
    let b0 = load<i32>(at + DspPair.BIAS_1);
    let a1 = a0;
    let b1 = b0;
    let a2 = a0;
    let b2 = b0;
    let a3 = a0;
    let b3 = b0;
    const end = at + weightBytes;
    let from = windows;
    do {
      let weights = load<i32>(at);
      let a = sxtb16(weights);
      let b = sxtb16(rotr(weights, 8));
      let pair = load<i32>(from);
      a0 = smlad(pair, a, a0);
      b0 = smlad(pair, b, b0);
      pair = load<i32>(from, 4);
      a1 = smlad(pair, a, a1);
      b1 = smlad(pair, b, b1);
      pair = load<i32>(from, 8);
      a2 = smlad(pair, a, a2);
      b2 = smlad(pair, b, b2);
      pair = load<i32>(from, 12);
      a3 = smlad(pair, a, a3);
      b3 = smlad(pair, b, b3);
      weights = load<i32>(at, 4);
      a = sxtb16(weights);
      b = sxtb16(rotr(weights, 8));
      pair = load<i32>(from, 16);
      a0 = smlad(pair, a, a0);
      b0 = smlad(pair, b, b0);
      pair = load<i32>(from, 20);
      a1 = smlad(pair, a, a1);
      b1 = smlad(pair, b, b1);
      pair = load<i32>(from, 24);
      a2 = smlad(pair, a, a2);
      b2 = smlad(pair, b, b2);
      pair = load<i32>(from, 28);
      a3 = smlad(pair, a, a3);
      b3 = smlad(pair, b, b3);
      at += 8;
      from += 32;
    } while (at != end);
    const y2 = y + (channels << 1);
    let multiplier = load<i32>(end, DspRescale.MULTIPLIER_0);
    let factor = load<i32>(end, DspRescale.FACTOR_0);
    const zero = load<i32>(p, Conv.OUT_ZERO);
    store<u8>(y, rescale_to_s8(a0, multiplier, factor, zero));
    store<u8>(y + channels, rescale_to_s8(a1, multiplier, factor, zero));
    store<u8>(y2, rescale_to_s8(a2, multiplier, factor, zero));
    store<u8>(y2 + channels, rescale_to_s8(a3, multiplier, factor, zero));
    left -= 2;
    if (left >= 0) {
      multiplier = load<i32>(end, DspRescale.MULTIPLIER_1);
      factor = load<i32>(end, DspRescale.FACTOR_1);
      store<u8>(y, rescale_to_s8(b0, multiplier, factor, zero), 1);
      store<u8>(y + channels, rescale_to_s8(b1, multiplier, factor, zero), 1);
      store<u8>(y2, rescale_to_s8(b2, multiplier, factor, zero), 1);
      store<u8>(y2 + channels, rescale_to_s8(b3, multiplier, factor, zero), 1);
    }
    at = end + DspPair.GAP;
    y += 2;
  } while (left > 0);
}
