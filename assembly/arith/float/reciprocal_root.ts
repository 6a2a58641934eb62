/**
 * 2^16 / √v for v = m · 2^-23 in 1 .. 4: from 1.9 too small to 1.5 too large, as trying every m shows. The polynomial is
 * within 0.0032 of 1 / √w for w in 1 .. 2 (Remez), which half a step of √½ takes to 4; a step of Newton and Raphson,
 * y' = y + y · (1 - v · y²) / 2, takes the square of that (Muller et al., Handbook of Floating-Point Arithmetic, 4.7).
 */
export function reciprocal_root(m: u32): u32 {
  const isDoubled = m >>> 24;
  const w = m >>> (8 + isDoubled);
  let y = 103523 - ((w * (47875 - ((w * 19358) >>> 16))) >>> 15);
  if (isDoubled) y = (y * 46341) >>> 16;
  const product = ((y * y) >>> 16) * (m >>> 8);
  return y + ((y * ((<i32>(0x80000000 - product)) >> 10)) >> 22);
}
