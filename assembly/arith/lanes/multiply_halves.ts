import { smlad } from '../dsp';

/** What a word is worth without its lower `bits`, which hold a number with a sign. */
@inline
function above(word: i32, bits: i32): i32 {
  return (word + (1 << (bits - 1))) >> bits;
}

/**
 * As `multiply_words`, two taps at a time: a halfword has a weight of one filter, or of two, the second `bits` higher; L is i32 or
 * i16.
 * @param window  s16[taps], taps a multiple of 4, as `widen` leaves them
 * @param tile    s16[taps / 2, 4 words, 2]
 * @param sums    s32[filters], whole tiles of them
 */
export function multiply_halves<L>(
  window: usize,
  windowEnd: usize,
  chunk: usize,
  tile: usize,
  bits: i32,
  sums: usize,
  end: usize,
): void {
  do {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let a2 = 0;
    let b2 = 0;
    let c2 = 0;
    let d2 = 0;
    let from = window;
    do {
      const stop = min(from + chunk, windowEnd);
      let p = 0;
      let q = 0;
      let r = 0;
      let s = 0;
      do {
        let pair = load<i32>(from);
        p = smlad(pair, load<i32>(tile), p);
        q = smlad(pair, load<i32>(tile, 4), q);
        r = smlad(pair, load<i32>(tile, 8), r);
        s = smlad(pair, load<i32>(tile, 12), s);
        pair = load<i32>(from, 4);
        p = smlad(pair, load<i32>(tile, 16), p);
        q = smlad(pair, load<i32>(tile, 20), q);
        r = smlad(pair, load<i32>(tile, 24), r);
        s = smlad(pair, load<i32>(tile, 28), s);
        from += 8;
        tile += 32;
      } while (from != stop);
      a += p;
      b += q;
      c += r;
      d += s;
      if (sizeof<L>() == 2) {
        a2 += above(p, bits);
        b2 += above(q, bits);
        c2 += above(r, bits);
        d2 += above(s, bits);
      }
    } while (from != windowEnd);
    if (sizeof<L>() == 2) {
      store<i32>(sums, a - (a2 << bits));
      store<i32>(sums, a2, 4);
      store<i32>(sums, b - (b2 << bits), 8);
      store<i32>(sums, b2, 12);
      store<i32>(sums, c - (c2 << bits), 16);
      store<i32>(sums, c2, 20);
      store<i32>(sums, d - (d2 << bits), 24);
      store<i32>(sums, d2, 28);
      sums += 32;
    } else {
      store<i32>(sums, a);
      store<i32>(sums, b, 4);
      store<i32>(sums, c, 8);
      store<i32>(sums, d, 12);
      sums += 16;
    }
  } while (sums < end);
}
