// Complex numbers in fixed point, as kissfft multiplies and halves them (kissfft, _kiss_fft_guts.h, FIXED_POINT 16 and 32): T is
// i16 with 15 bits behind the point, or i32 with 31. What does not fit T wraps around.

/** a · b, rounded to T. */
export function scaled<T>(a: i32, b: i32): i32 {
  if (sizeof<T>() === 2) return <i32>(<i16>((a * b + 0x4000) >> 15));
  return <i32>((<i64>a * <i64>b + 0x40000000) >> 31);
}

/** The real part of a product. */
export function real<T>(ar: i32, ai: i32, br: i32, bi: i32): i32 {
  if (sizeof<T>() === 2) return <i32>(<i16>((ar * br - ai * bi + 0x4000) >> 15));
  return <i32>((<i64>ar * <i64>br - <i64>ai * <i64>bi + 0x40000000) >> 31);
}

/** The imaginary part of a product. */
export function imaginary<T>(ar: i32, ai: i32, br: i32, bi: i32): i32 {
  if (sizeof<T>() === 2) return <i32>(<i16>((ar * bi + ai * br + 0x4000) >> 15));
  return <i32>((<i64>ar * <i64>bi + <i64>ai * <i64>br + 0x40000000) >> 31);
}

/** What of T is left when it is divided by `n`: largest T / n. */
export function share<T>(n: i32): i32 {
  return (sizeof<T>() === 2 ? 0x7fff : 0x7fffffff) / n;
}
