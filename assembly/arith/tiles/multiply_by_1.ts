import { Conv, DspPair, DspRescale } from '../../shared/conv_layout';
import { smlad, sxtb16 } from '../dsp';
import { rescale_to_s8 } from './requantize';

/**
 * All filters over one window, two pairs of filters at a time.
 * @param window  s16[depth / 2][2], pairs as `widen` makes them
 * @param at      weights of the first pair of filters, see `DspPair`
 * @param y       s8[O]
 */
export function multiply_by_1(window: usize, p: usize, at: usize, y: usize): void {
  const weightBytes = (<usize>load<u32>(p, Conv.DEPTH)) << 1;
  let left = load<i32>(p, Conv.GROUP_FILTERS);
  do {
    // Behind the last pair there is no other: it is computed twice.
    let at2 = left > 2 ? at + weightBytes + DspPair.GAP : at;
    let a = load<i32>(at + DspPair.BIAS_0);
    let b = load<i32>(at + DspPair.BIAS_1);
    let c = load<i32>(at2 + DspPair.BIAS_0);
    let d = load<i32>(at2 + DspPair.BIAS_1);
    const end = at + weightBytes;
    const end2 = at2 + weightBytes;
    let from = window;
    do {
      let pair = load<i32>(from);
      let weights = load<i32>(at);
      a = smlad(pair, sxtb16(weights), a);
      b = smlad(pair, sxtb16(rotr(weights, 8)), b);
      weights = load<i32>(at2);
      c = smlad(pair, sxtb16(weights), c);
      d = smlad(pair, sxtb16(rotr(weights, 8)), d);
      pair = load<i32>(from, 4);
      weights = load<i32>(at, 4);
      a = smlad(pair, sxtb16(weights), a);
      b = smlad(pair, sxtb16(rotr(weights, 8)), b);
      weights = load<i32>(at2, 4);
      c = smlad(pair, sxtb16(weights), c);
      d = smlad(pair, sxtb16(rotr(weights, 8)), d);
      from += 8;
      at += 8;
      at2 += 8;
    } while (at != end);
    const zero = load<i32>(p, Conv.OUT_ZERO);
    store<u8>(y, output(a, end + DspRescale.MULTIPLIER_0, zero));
    if (left > 1) store<u8>(y, output(b, end + DspRescale.MULTIPLIER_1, zero), 1);
    if (left > 2) store<u8>(y, output(c, end2 + DspRescale.MULTIPLIER_0, zero), 2);
    if (left > 3) store<u8>(y, output(d, end2 + DspRescale.MULTIPLIER_1, zero), 3);
    at = end2 + DspPair.GAP;
    y += 4;
    left -= 4;
  } while (left > 0);
}

/** @param channel  multiplier and factor, s32 */
@inline
function output(x: i32, channel: usize, zero: i32): i32 {
  return rescale_to_s8(x, load<i32>(channel), load<i32>(channel, 4), zero);
}
