import { Conv, DspPair, DspRescale } from '../../shared/conv_layout';
import { smlad, sxtb16 } from '../dsp';
import { rescale_to_s8 } from './requantize';

/** Bytes of sixteen taps: of the weights of two filters, and of the window. */
const WEIGHTS_OF_16: usize = 32;
const WINDOW_OF_16: usize = 32;

/**
 * All filters over one window, two pairs of filters at a time, sixteen taps a turn.
 * @param window  s16[depth / 2][2], pairs as `widen` makes them
 * @param at      weights of the first pair of filters, see `DspPair`
 * @param y       s8[O]
 */
export function multiply_by_1(window: usize, p: usize, at: usize, y: usize): void {
  const depth = <usize>load<u32>(p, Conv.DEPTH);
  const weightsOfTurns = (depth >> 4) * WEIGHTS_OF_16;
  const windowOf8 = window + (depth >> 4) * WINDOW_OF_16;
  const windowOf4 = window + (depth >> 3) * (WINDOW_OF_16 / 2);
  const toNext = (depth << 1) + DspPair.GAP;
  let left = load<i32>(p, Conv.GROUP_FILTERS);
  do {
    // Behind the last pair there is no other: it is computed twice.
    let at2 = left > 2 ? at + toNext : at;
    let a = load<i32>(at + DspPair.BIAS_0);
    let b = load<i32>(at + DspPair.BIAS_1);
    let c = load<i32>(at2 + DspPair.BIAS_0);
    let d = load<i32>(at2 + DspPair.BIAS_1);
    let end = at + weightsOfTurns;
    let end2 = at2 + weightsOfTurns;
    let from = window;
    while (at != end) {
      a = first_over_8(from + 16, at + 16, first_over_8(from, at, a));
      b = second_over_8(from + 16, at + 16, second_over_8(from, at, b));
      c = first_over_8(from + 16, at2 + 16, first_over_8(from, at2, c));
      d = second_over_8(from + 16, at2 + 16, second_over_8(from, at2, d));
      from += WINDOW_OF_16;
      at += WEIGHTS_OF_16;
      at2 += WEIGHTS_OF_16;
    }
    if (depth & 8) {
      a = first_over_8(windowOf8, end, a);
      b = second_over_8(windowOf8, end, b);
      c = first_over_8(windowOf8, end2, c);
      d = second_over_8(windowOf8, end2, d);
      end += WEIGHTS_OF_16 / 2;
      end2 += WEIGHTS_OF_16 / 2;
    }
    if (depth & 4) {
      a = first_over_4(windowOf4, end, a);
      b = second_over_4(windowOf4, end, b);
      c = first_over_4(windowOf4, end2, c);
      d = second_over_4(windowOf4, end2, d);
      end += WEIGHTS_OF_16 / 4;
      end2 += WEIGHTS_OF_16 / 4;
    }
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

/** Sum of the first filter of a pair over eight taps. */
@inline
function first_over_8(window: usize, at: usize, sum: i32): i32 {
  return first_over_4(window + 8, at + 8, first_over_4(window, at, sum));
}

/** The same of the second one. */
@inline
function second_over_8(window: usize, at: usize, sum: i32): i32 {
  return second_over_4(window + 8, at + 8, second_over_4(window, at, sum));
}


@inline
function first_over_4(window: usize, at: usize, sum: i32): i32 {
  sum = smlad(load<i32>(window), sxtb16(load<i32>(at)), sum);
  return smlad(load<i32>(window, 4), sxtb16(load<i32>(at, 4)), sum);
}


@inline
function second_over_4(window: usize, at: usize, sum: i32): i32 {
  sum = smlad(load<i32>(window), sxtb16(rotr(load<i32>(at), 8)), sum);
  return smlad(load<i32>(window, 4), sxtb16(rotr(load<i32>(at, 4), 8)), sum);
}
