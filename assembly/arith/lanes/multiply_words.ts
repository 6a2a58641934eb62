/** What a word is worth without its lower `bits`, which hold a number with a sign. */
@inline
function above(word: i32, bits: i32): i32 {
  return (word >> bits) + ((word >>> (bits - 1)) & 1);
}

/**
 * All filters over one window. A word has a weight of one, two or four filters in lanes of type L; a value times the word is all
 * products. They are added up as words, as long as no lane can outgrow itself; then lanes are taken apart, from the lowest on: a
 * negative one has borrowed from those above.
 * @param window  s32[taps], taps a multiple of 4
 * @param chunk   bytes of the window between two times
 * @param tile    s32[taps, 2 words]
 * @param sums    s32[filters], whole tiles of them
 */
export function multiply_words<L>(
  window: usize,
  windowEnd: usize,
  chunk: usize,
  tile: usize,
  sums: usize,
  end: usize,
): void {
  do {
    let all = 0;
    let all2 = 0;
    let b = 0;
    let b2 = 0;
    let c = 0;
    let c2 = 0;
    let d = 0;
    let d2 = 0;
    let from = window;
    do {
      const stop = min(from + chunk, windowEnd);
      let word = 0;
      let word2 = 0;
      do {
        let x = load<i32>(from);
        let next = load<i32>(from, 4);
        word += x * load<i32>(tile);
        word2 += x * load<i32>(tile, 4);
        word += next * load<i32>(tile, 8);
        word2 += next * load<i32>(tile, 12);
        x = load<i32>(from, 8);
        next = load<i32>(from, 12);
        word += x * load<i32>(tile, 16);
        word2 += x * load<i32>(tile, 20);
        word += next * load<i32>(tile, 24);
        word2 += next * load<i32>(tile, 28);
        from += 16;
        tile += 32;
      } while (from != stop);
      all += word;
      all2 += word2;
      if (sizeof<L>() == 2) {
        b += above(word, 16);
        b2 += above(word2, 16);
      }
      if (sizeof<L>() == 1) {
        b += above(word, 8);
        b2 += above(word2, 8);
        c += above(word, 16);
        c2 += above(word2, 16);
        d += above(word, 24);
        d2 += above(word2, 24);
      }
    } while (from != windowEnd);
    if (sizeof<L>() == 4) {
      store<i32>(sums, all);
      store<i32>(sums, all2, 4);
      sums += 8;
    } else if (sizeof<L>() == 2) {
      store<i32>(sums, all - (b << 16));
      store<i32>(sums, b, 4);
      store<i32>(sums, all2 - (b2 << 16), 8);
      store<i32>(sums, b2, 12);
      sums += 16;
    } else {
      store<i32>(sums, all - (b << 8));
      store<i32>(sums, b - (c << 8), 4);
      store<i32>(sums, c - (d << 8), 8);
      store<i32>(sums, d, 12);
      store<i32>(sums, all2 - (b2 << 8), 16);
      store<i32>(sums, b2 - (c2 << 8), 20);
      store<i32>(sums, c2 - (d2 << 8), 24);
      store<i32>(sums, d2, 28);
      sums += 32;
    }
  } while (sums < end);
}
