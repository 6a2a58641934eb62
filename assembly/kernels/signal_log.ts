/** ln 2 in 16 bits behind the point. */
const LN_2: u64 = 45426;

/**
 * Natural logarithms, scaled, 32767 at most (tflite-micro, signal/src/filter_bank_log.cc and log.cc).
 * @param x      u32[n], to be shifted left by `bits`
 * @param y      s16[n]
 * @param table  u16[130], what log2 is above a straight line at each 128th between powers of two, in 16 bits behind the point
 */
export function signal_log(x: usize, y: usize, table: usize, n: usize, bits: i32, scale: u32): void {
  const end = x + (n << 2);
  do {
    const value = load<u32>(x) << bits;
    store<i16>(y, value > 1 ? <i16>min<u32>(log_of(value, table, scale), 32767) : 0);
    x += 4;
    y += 2;
  } while (x != end);
}

function log_of(value: u32, table: usize, scale: u32): u32 {
  const exponent = 31 - <i32>clz(value);
  const above = <i32>(value - ((<u32>1) << exponent));
  const fraction = exponent < 16 ? above << (16 - exponent) : above >> (exponent - 16);
  table += ((<usize>fraction) >> 9) << 1;
  const low = <i32>load<u16>(table);
  const high = <i32>load<u16>(table, 2);
  const log2 = (exponent << 16) + fraction + low + (((high - low) * (fraction & 0x1ff)) >> 16);
  const natural = <u32>((LN_2 * <u64>log2 + 0x8000) >> 16);
  return (scale * natural + 0x8000) >> 16;
}
