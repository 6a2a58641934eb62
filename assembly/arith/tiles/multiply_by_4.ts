import { Conv, DspPair, DspRescale } from '../../shared/conv_layout';
import { smlad, sxtb16 } from '../dsp';
import { rescale_to_s8 } from './requantize';

/** Bytes of eight taps: of the weights of two filters, and of four windows. */
const WEIGHTS_OF_8: usize = 16;
const WINDOWS_OF_8: usize = 64;

/**
 * All filters over four windows, two filters at a time, eight taps a turn: sixteen products take eight SMLAD, four loads of
 * factors, one of weights, and two SXTB16, once the compiler has found what the eight sums share.
 * @param windows  s16[depth / 2][4 windows][2], pairs as `widen` makes them
 * @param at       weights of the first pair of filters, see `DspPair`; at least eight taps
 * @param y        s8[4, O]
 */
export function multiply_by_4(windows: usize, p: usize, at: usize, y: usize): void {
  const depth = <usize>load<u32>(p, Conv.DEPTH);
  const weightsOfTurns = (depth >> 3) * WEIGHTS_OF_8;
  const windowsLeft = windows + (depth >> 3) * WINDOWS_OF_8;
  const channels = <usize>load<u32>(p, Conv.GROUP_FILTERS);
  let left = <i32>channels;
  do {
    let end = at + weightsOfTurns;
    let a0 = load<i32>(at + DspPair.BIAS_0);
    let b0 = load<i32>(at + DspPair.BIAS_1);
    let a1 = a0;
    let b1 = b0;
    let a2 = a0;
    let b2 = b0;
    let a3 = a0;
    let b3 = b0;
    let from = windows;
    do {
      a0 = first_over_8(from, at, a0);
      b0 = second_over_8(from, at, b0);
      a1 = first_over_8(from + 4, at, a1);
      b1 = second_over_8(from + 4, at, b1);
      a2 = first_over_8(from + 8, at, a2);
      b2 = second_over_8(from + 8, at, b2);
      a3 = first_over_8(from + 12, at, a3);
      b3 = second_over_8(from + 12, at, b3);
      at += WEIGHTS_OF_8;
      from += WINDOWS_OF_8;
    } while (at != end);
    if (depth & 4) {
      a0 = first_over_4(windowsLeft, end, a0);
      b0 = second_over_4(windowsLeft, end, b0);
      a1 = first_over_4(windowsLeft + 4, end, a1);
      b1 = second_over_4(windowsLeft + 4, end, b1);
      a2 = first_over_4(windowsLeft + 8, end, a2);
      b2 = second_over_4(windowsLeft + 8, end, b2);
      a3 = first_over_4(windowsLeft + 12, end, a3);
      b3 = second_over_4(windowsLeft + 12, end, b3);
      end += WEIGHTS_OF_8 / 2;
    }
    const y2 = y + (channels << 1);
    const zero = load<i32>(p, Conv.OUT_ZERO);
    let multiplier = load<i32>(end, DspRescale.MULTIPLIER_0);
    let factor = load<i32>(end, DspRescale.FACTOR_0);
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

/** Sum of the first filter of a pair over eight taps of one window. */
@inline
function first_over_8(window: usize, at: usize, sum: i32): i32 {
  return first_over_4(window + 32, at + 8, first_over_4(window, at, sum));
}

/** The same of the second one. */
@inline
function second_over_8(window: usize, at: usize, sum: i32): i32 {
  return second_over_4(window + 32, at + 8, second_over_4(window, at, sum));
}


@inline
function first_over_4(window: usize, at: usize, sum: i32): i32 {
  sum = smlad(load<i32>(window), sxtb16(load<i32>(at)), sum);
  return smlad(load<i32>(window, 16), sxtb16(load<i32>(at, 4)), sum);
}


@inline
function second_over_4(window: usize, at: usize, sum: i32): i32 {
  sum = smlad(load<i32>(window), sxtb16(rotr(load<i32>(at), 8)), sum);
  return smlad(load<i32>(window, 16), sxtb16(rotr(load<i32>(at, 4), 8)), sum);
}
