import { clamp } from '../arith/requantize';

/**
 * Real numbers to the nearest multiples of a scale, halves away from zero (tensorflow/lite/kernels/internal/reference/quantize.h).
 * What lies beyond 32 bits, where the reference is undefined, becomes the nearer end; what is no number, zero.
 * @param x f32[n], n >= 1
 * @param y To[n], of 8 or 16 bits
 * @param p f32 scale, s32: zero, lowest and highest value of y
 */
export function quantize_f32<To>(x: usize, y: usize, n: usize, p: usize): void {
  const scale = load<f32>(p);
  const zero = load<i32>(p, 4);
  const low = load<i32>(p, 8);
  const high = load<i32>(p, 12);
  const end = x + (n << 2);
  do {
    // Twice the quotient, towards zero, still tells on which side of a half it lies.
    const twice = <i32>((load<f32>(x) / scale) * 2);
    const sign = twice >> 31;
    const magnitude = <i32>((<u32>((twice ^ sign) - sign) + 1) >> 1);
    store<To>(y, <To>clamp((magnitude ^ sign) - sign + zero, low, high));
    x += 4;
    y += sizeof<To>();
  } while (x != end);
}
