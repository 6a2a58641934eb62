import { Conv, TILE_CHANNELS } from '../../shared/conv_layout';
import { Filter16, SUMS_BYTES } from '../../shared/s16_layout';
import { clamp, requantize } from '../requantize';
import { gather_s16 } from './gather';
import { multiply_s16 } from './multiply';
import { rescale_word } from './rescale';

/**
 * All filters of one group over one window, sums modulo 2^32. With x + 32,768 and w + 128 unsigned, as M0+ loads them best,
 *   Σ x·w = Σ (x + 32,768)(w + 128) - 128·Σ(x + 32,768) - 32,768·Σ w
 * whose last term is part of the bias.
 * @returns the position behind their tiles
 */
@inline
export function words(
  x: usize,
  y: usize,
  p: usize,
  scratch: usize,
  tile: usize,
  top: i32,
  left: i32,
  isTwice: bool,
): usize {
  const window = scratch + SUMS_BYTES;
  const end = window + (load<i32>(p, Conv.DEPTH) << 1);
  const correction = gather_s16<u32>(x, p, window, top, left) << 7;
  let filters = load<i32>(p, Conv.GROUP_FILTERS);
  do {
    const w = tile + TILE_CHANNELS * Filter16.BYTES;
    multiply_s16(window, end, w, scratch);
    let sums = scratch;
    const endOfSums = scratch + (min(filters, TILE_CHANNELS) << 2);
    do {
      const sum = load<i32>(sums) + load<i32>(tile, Filter16.BIAS) - correction;
      const multiplier = load<i32>(tile, Filter16.MULTIPLIER);
      const shift = load<i32>(tile, Filter16.SHIFT);
      const scaled = isTwice ? requantize(sum, multiplier, shift) : rescale_word(sum, multiplier, shift);
      store<i16>(y, clamp(scaled, load<i32>(p, Conv.OUT_MIN), load<i32>(p, Conv.OUT_MAX)));
      y += 2;
      tile += Filter16.BYTES;
      sums += 4;
    } while (sums != endOfSums);
    tile = w + ((end - window) << 1);
    filters -= TILE_CHANNELS;
  } while (filters > 0);
  return tile;
}
