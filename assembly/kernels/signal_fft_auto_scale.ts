/**
 * Numbers shifted to where the largest takes all bits (tflite-micro, signal/src/fft_auto_scale.cc, max_abs.cc). As there, -32768
 * counts as less than any other.
 * @param x     s16[n]
 * @param y     s16[n], may be x
 * @param bits  s32, how far they were shifted
 */
export function signal_fft_auto_scale(x: usize, y: usize, bits: usize, n: usize): void {
  const end = x + (n << 1);
  let most = 0;
  for (let at = x; at != end; at += 2) {
    const value = <i32>load<i16>(at);
    if (value > most) most = value;
    else if (-value > most) most = <i32>(<i16>-value);
  }
  const shift = most > 0 ? <i32>clz(most) - 17 : 0;
  store<i32>(bits, shift);
  do {
    store<i16>(y, (<i32>load<i16>(x)) << shift);
    x += 2;
    y += 2;
  } while (x != end);
}
