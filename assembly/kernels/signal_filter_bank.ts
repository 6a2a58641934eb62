/**
 * Energies of channels that overlap, each by half with the next (tflite-micro, signal/src/filter_bank.cc): what weights take of a
 * bin counts for a channel, what unweights take for the one behind it. Sums wrap around at 64 bits.
 * @param x  u32[bins]
 * @param y  u64[channels]
 * @param p  of each channel and of one before the first: its first bin u16, how many u16, then weight and unweight of each, s16
 */
export function signal_filter_bank(x: usize, y: usize, p: usize, channels: i32): void {
  let next = add_channel(0, x, p, 2);
  do {
    p += ((<usize>load<u16>(p, 2)) << 2) + 4;
    store<i64>(y, add_channel(next, x, p, 0));
    next = add_channel(0, x, p, 2);
    y += 8;
    channels--;
  } while (channels);
}

function add_channel(sum: i64, x: usize, p: usize, weight: usize): i64 {
  let at = x + ((<usize>load<u16>(p)) << 2);
  const end = at + ((<usize>load<u16>(p, 2)) << 2);
  p += weight;
  while (at != end) {
    p += 4;
    sum += <i64>load<u32>(at) * <i64>load<i16>(p);
    at += 4;
  }
  return sum;
}
