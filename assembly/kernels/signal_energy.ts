/**
 * Squares of complex numbers' lengths (tflite-micro, signal/src/energy.cc).
 * @param x  s16[n, 2], real and imaginary parts
 * @param y  u32[n]; 2^31 at most
 */
export function signal_energy(x: usize, y: usize, n: usize): void {
  const end = x + (n << 2);
  do {
    const r = <i32>load<i16>(x);
    const i = <i32>load<i16>(x, 2);
    store<u32>(y, r * r + i * i);
    x += 4;
    y += 4;
  } while (x != end);
}
