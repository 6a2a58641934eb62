/**
 * Each channel times a gain that its noise decides, then compressed (tflite-micro, signal/src/pcan_argc_fixed.cc).
 * @param x      u32[n]
 * @param noise  u32[n]
 * @param gains  s16: of 0, 1 and 2; then of each interval between powers of two three numbers and one that is skipped
 * @param y      u32[n], may be x or noise
 */
export function signal_pcan(x: usize, noise: usize, gains: usize, y: usize, n: usize, shift: i32): void {
  const end = x + (n << 2);
  do {
    const gain = <u32>(<i32>gain_of(load<u32>(noise), gains));
    const ratio = <u32>((<u64>load<u32>(x) * <u64>gain) >> (<u64>shift));
    store<u32>(y, ratio < 8192 ? (ratio * ratio) >> 20 : (ratio >> 6) - 64);
    x += 4;
    noise += 4;
    y += 4;
  } while (x != end);
}

/** Between powers of two a parabola in ten bits of the noise. */
function gain_of(noise: u32, gains: usize): i16 {
  if (noise <= 2) return load<i16>(gains + ((<usize>noise) << 1));
  const interval = 32 - <i32>clz(noise);
  gains += (((<usize>interval) << 2) - 6) << 1;
  const part = <i32>((interval < 11 ? noise << (11 - interval) : noise >> (interval - 11)) & 0x3ff);
  const slope = ((<i32>load<i16>(gains, 4) * part) >> 5) + ((<i32>load<i16>(gains, 2)) << 5);
  return <i16>(((slope * part + (1 << 14)) >> 15) + <i32>load<i16>(gains));
}
