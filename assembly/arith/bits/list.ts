/**
 * Lists the places of the bits that are set, each as 4 · (place + 1), then zeros up to a multiple of 16.
 * @param from    u32[(end - from) / 4]
 * @param invert  what the words are taken with: 0, or all ones for the bits that are not set
 * @param to      u16[8 · (end - from) + 16]
 * @returns       the end of the list
 */
export function list_bits(from: usize, end: usize, invert: u32, to: usize): usize {
  let place: u32 = 4;
  do {
    let word = load<u32>(from) ^ invert;
    let at = place;
    while (word) {
      store<u16>(to, at);
      to += (word << 1) & 2;
      at += 4;
      store<u16>(to, at);
      to += word & 2;
      at += 4;
      store<u16>(to, at);
      to += (word >> 1) & 2;
      at += 4;
      store<u16>(to, at);
      to += (word >> 2) & 2;
      at += 4;
      word >>= 4;
    }
    place += 128;
    from += 4;
  } while (from != end);
  while ((to & 31) != 0) {
    store<u16>(to, 0);
    to += 2;
  }
  return to;
}

/** Bits that are set. */
export function count_bits(from: usize, end: usize): i32 {
  let total: u32 = 0;
  do {
    let word = load<u32>(from);
    word -= (word >> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >> 2) & 0x33333333);
    word = (word + (word >> 4)) & 0x0f0f0f0f;
    total += (word * 0x01010101) >> 24;
    from += 4;
  } while (from != end);
  return total;
}
