/**
 * 2^39 / d from below for d of 24 bits, the leading one set: less than 1.8 too small, and than 1.54 where d is 1.5 · 2^23 or
 * more, as trying every d shows. 48/17 - 32/17 · x is within 1/17 of 1/x for x in 1/2 .. 1, and each step of Newton and
 * Raphson, x' = x + x · (1 - d · x), squares that (Muller et al., Handbook of Floating-Point Arithmetic, 4.7).
 */
export function reciprocal(d: u32): u32 {
  const upper = d >>> 8;
  let x = 92521 - ((61681 * upper) >>> 16);
  x += (x * ((<i32>(0x80000000 - upper * x)) >> 15)) >> 16;
  // 2^39 - (d + 1) · x fits 32 bits, so what it lacks of 2^32 and above cancels.
  return x + ((x * ((<i32>(0 - (d + 1) * x)) >> 16)) >> 23);
}
