import { Conv, TILE_CHANNELS } from '../../shared/conv_layout';
import { BLOCK_TAPS, SUMS_BYTES, TOTALS_BYTES, WideFilter16 } from '../../shared/s16_layout';
import { clamp } from '../requantize';
import { gather_s16 } from './gather';
import { multiply_s16 } from './multiply';
import { rescale_wide } from './rescale';

/**
 * All filters of one group over one window, by the same equation as `words`, but sums of `BLOCK_TAPS` products, which fit a word, are
 * added up in 64 bits.
 * @returns the position behind their tiles
 */
export function wide(x: usize, y: usize, p: usize, scratch: usize, tile: usize, top: i32, left: i32): usize {
  const totals = scratch + SUMS_BYTES;
  const window = totals + TOTALS_BYTES;
  const end = window + (load<i32>(p, Conv.DEPTH) << 1);
  const correction = gather_s16<i64>(x, p, window, top, left) << 7;
  let filters = load<i32>(p, Conv.GROUP_FILTERS);
  do {
    let w = tile + TILE_CHANNELS * WideFilter16.BYTES;
    memory.fill(totals, 0, TOTALS_BYTES);
    let from = window;
    do {
      const to = min(from + 2 * BLOCK_TAPS, end);
      multiply_s16(from, to, w, scratch);
      add_all(scratch, totals);
      w += (to - from) << 1;
      from = to;
    } while (from != end);
    let total = totals;
    const endOfTotals = totals + (min(filters, TILE_CHANNELS) << 3);
    do {
      const sum = load<i64>(total) + load<i64>(tile, WideFilter16.BIAS) - correction;
      const scaled = rescale_wide(sum, load<i32>(tile, WideFilter16.MULTIPLIER), load<i32>(tile, WideFilter16.SHIFT));
      store<i16>(y, clamp(scaled, load<i32>(p, Conv.OUT_MIN), load<i32>(p, Conv.OUT_MAX)));
      y += 2;
      tile += WideFilter16.BYTES;
      total += 8;
    } while (total != endOfTotals);
    tile = w;
    filters -= TILE_CHANNELS;
  } while (filters > 0);
  return tile;
}

/** Adds u32[4] to i64[4]. */
function add_all(sums: usize, totals: usize): void {
  const end = totals + TOTALS_BYTES;
  do {
    store<i64>(totals, load<i64>(totals) + <i64>load<u32>(sums));
    sums += 4;
    totals += 8;
  } while (totals != end);
}
