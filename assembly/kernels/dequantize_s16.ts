/**
 * Real numbers that values stand for. Products of 24 and 17 bits are rounded once, as the reference's doubles are
 * (tensorflow/lite/kernels/internal/reference/dequantize.h).
 * @param x s16[n], n >= 1
 * @param y f32[n]
 * @param p f32 scale, s32 zero
 */
export function dequantize_s16(x: usize, y: usize, n: usize, p: usize): void {
  const scale = load<f32>(p);
  const zero = load<i32>(p, 4);
  const end = x + (n << 1);
  do {
    store<f32>(y, scale * <f32>(<i32>load<i16>(x) - zero));
    x += 2;
    y += 4;
  } while (x != end);
}
