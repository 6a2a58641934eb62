/**
 * Adds the lanes of a word to the sums of its filters: one, or two where L is i16, the second worth 2^bits. A first one that is
 * negative has borrowed from it.
 */
@inline
export function add_lanes<L>(word: i32, bits: i32, sums: usize): void {
  if (sizeof<L>() == 2) {
    const second = (word + (1 << (bits - 1))) >> bits;
    store<i32>(sums, load<i32>(sums) + word - (second << bits));
    store<i32>(sums, load<i32>(sums, 4) + second, 4);
  } else store<i32>(sums, load<i32>(sums) + word);
}

/** What the sums of a word take. */
@inline
export function word_sums<L>(): usize {
  return sizeof<L>() == 2 ? 8 : 4;
}
