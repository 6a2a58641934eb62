import { smlad } from '../dsp';
import { add_lanes, word_sums } from './halves';

/**
 * As `multiply_words`, two taps at a time: a halfword has a weight of one filter, or of two, the second worth 2^bits; L is i32 or
 * i16.
 * @param window  s16[taps], taps a multiple of 4, as `widen` leaves them
 * @param chunk   taps between two times that lanes are taken apart
 * @param tile    s16[taps / 2, 2 words, 2]
 * @param sums    s32[filters], whole tiles of them, which is added to
 */
export function multiply_halves<L>(
  window: usize,
  taps: i32,
  chunk: i32,
  tile: usize,
  bits: i32,
  sums: usize,
  end: usize,
): void {
  do {
    let from = window;
    let left = taps;
    do {
      const stop = from + ((<usize>min(chunk, left)) << 1);
      let word = 0;
      let word2 = 0;
      do {
        let pair = load<i32>(from);
        word = smlad(pair, load<i32>(tile), word);
        word2 = smlad(pair, load<i32>(tile, 4), word2);
        pair = load<i32>(from, 4);
        word = smlad(pair, load<i32>(tile, 8), word);
        word2 = smlad(pair, load<i32>(tile, 12), word2);
        from += 8;
        tile += 16;
      } while (from != stop);
      add_lanes<L>(word, bits, sums);
      add_lanes<L>(word2, bits, sums + word_sums<L>());
      left -= chunk;
    } while (left > 0);
    sums += 2 * word_sums<L>();
  } while (sums < end);
}
