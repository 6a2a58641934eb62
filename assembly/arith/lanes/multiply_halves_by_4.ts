import { smlad } from '../dsp';
import { add_lanes, word_sums } from './halves';

/**
 * As `multiply_halves`, over four windows.
 * @param windows  s16[taps / 2][4 windows][2]
 * @param sums     s32[4, filters], whole tiles of them, which is added to
 */
export function multiply_halves_by_4<L>(
  windows: usize,
  taps: i32,
  chunk: i32,
  tile: usize,
  bits: i32,
  sums: usize,
  end: usize,
): void {
  const step = end - sums;
  do {
    let from = windows;
    let left = taps;
    do {
      const stop = from + ((<usize>min(chunk, left)) << 3);
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      let a2 = 0;
      let b2 = 0;
      let c2 = 0;
      let d2 = 0;
      do {
        let word = load<i32>(tile);
        let word2 = load<i32>(tile, 4);
        let pair = load<i32>(from);
        a = smlad(pair, word, a);
        a2 = smlad(pair, word2, a2);
        pair = load<i32>(from, 4);
        b = smlad(pair, word, b);
        b2 = smlad(pair, word2, b2);
        pair = load<i32>(from, 8);
        c = smlad(pair, word, c);
        c2 = smlad(pair, word2, c2);
        pair = load<i32>(from, 12);
        d = smlad(pair, word, d);
        d2 = smlad(pair, word2, d2);
        word = load<i32>(tile, 8);
        word2 = load<i32>(tile, 12);
        pair = load<i32>(from, 16);
        a = smlad(pair, word, a);
        a2 = smlad(pair, word2, a2);
        pair = load<i32>(from, 20);
        b = smlad(pair, word, b);
        b2 = smlad(pair, word2, b2);
        pair = load<i32>(from, 24);
        c = smlad(pair, word, c);
        c2 = smlad(pair, word2, c2);
        pair = load<i32>(from, 28);
        d = smlad(pair, word, d);
        d2 = smlad(pair, word2, d2);
        from += 32;
        tile += 16;
      } while (from != stop);
      add_lanes<L>(a, bits, sums);
      add_lanes<L>(a2, bits, sums + word_sums<L>());
      let to = sums + step;
      add_lanes<L>(b, bits, to);
      add_lanes<L>(b2, bits, to + word_sums<L>());
      to += step;
      add_lanes<L>(c, bits, to);
      add_lanes<L>(c2, bits, to + word_sums<L>());
      to += step;
      add_lanes<L>(d, bits, to);
      add_lanes<L>(d2, bits, to + word_sums<L>());
      left -= chunk;
    } while (left > 0);
    sums += 2 * word_sums<L>();
  } while (sums < end);
}
