import { PackedTile } from '../../shared/conv_layout';
import { add_second } from './packed_sums';
import { rescale_armv6m } from './rescale_armv6m';

/**
 * All filters over one window, two filters to a word: a value times first + (second << 16) is both products. Sums of two
 * taps fit 16 bits with a sign; then the second one is added to its own total, and all of the word to one that holds the first.
 * @param window   s32[taps], taps even
 * @param tile     the first tile of four filters, see `PackedTile`
 * @param y        s8[filters]
 * @param filters  at least 1
 */
export function multiply_packed(window: usize, taps: usize, tile: usize, y: usize, filters: i32): void {
  const end = window + (taps << 2);
  do {
    let all = load<i32>(tile, PackedTile.ALL_0);
    let second = load<i32>(tile, PackedTile.SECOND_0);
    let all2 = load<i32>(tile, PackedTile.ALL_1);
    let second2 = load<i32>(tile, PackedTile.SECOND_1);
    let w = tile + PackedTile.WEIGHTS;
    let from = window;
    do {
      const a = load<i32>(from);
      const b = load<i32>(from, 4);
      let sums = a * load<i32>(w) + b * load<i32>(w, 4);
      all += sums;
      second = add_second(second, sums);
      sums = a * load<i32>(w, 8) + b * load<i32>(w, 12);
      all2 += sums;
      second2 = add_second(second2, sums);
      from += 8;
      w += 16;
    } while (from != end);
    store<u8>(y, rescale_armv6m(all - (second << 16), w));
    if (filters > 1) store<u8>(y, rescale_armv6m(second, w + PackedTile.CHANNEL), 1);
    if (filters > 2) store<u8>(y, rescale_armv6m(all2 - (second2 << 16), w + 2 * PackedTile.CHANNEL), 2);
    if (filters > 3) store<u8>(y, rescale_armv6m(second2, w + 3 * PackedTile.CHANNEL), 3);
    tile = w + 4 * PackedTile.CHANNEL;
    y += 4;
    filters -= 4;
  } while (filters > 0);
}
