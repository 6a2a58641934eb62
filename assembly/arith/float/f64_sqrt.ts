import { f64_exponent, f64_is_zero, f64_scaled, f64_upper, high, INFINITY, join, low, NAN } from './f64_format';
import { reciprocal_root } from './reciprocal_root';

export function f64_sqrt(a: u64): u64 {
  const exponent = f64_exponent(a);
  if (high(a) - 0x00100000 >= 0x7fe00000) return sqrt_special(a);
  // √(v · 2^(2k)) = √v · 2^k, with v = m · 2^-52 in 1 .. 4.
  const m = join(f64_upper(a), low(a)) << (~exponent & 1);
  const r = <i32>reciprocal_root(<u32>(m >>> 29));
  // 14 bits of √v behind the point, then three times 13 more from what the square of those before leaves. Each root is less
  // than 4 of its last bits away, so what it leaves, times r, fits 32 bits: 4 · 2√v · 2^12 · 2^16 / √v = 2^31.
  const s1 = <i32>((<u32>(m >>> 38) * r) >>> 16);
  let rest = <i64>m - ((<i64>(s1 * s1)) << 24);
  const t2 = (<i32>(rest >> 26) * r) >> 16;
  rest = (rest << 2) - <i64>t2 * <i64>((s1 << 14) + t2);
  const s2 = (s1 << 13) + t2;
  const t3 = (((<i32>rest) >> 15) * r) >> 16;
  rest = (rest << 26) - <i64>t3 * (((<i64>s2) << 14) + <i64>t3);
  const s3 = ((<i64>s2) << 13) + <i64>t3;
  const t4 = (<i32>(rest >> 28) * r) >> 16;
  // Less 1 it is not above the root; its 53 bits rise while the middle to the next one is not.
  let rounded = (<u64>((s3 << 13) + <i64>(t4 - 1))) >>> 1;
  const middle = rounded * 2 + 1;
  let excess = <i64>((m << 54) - middle * middle);
  while (excess >= 0) {
    rounded++;
    excess -= rounded << 3;
  }
  return join(((exponent + 1021) >>> 1) << 20, 0) + rounded;
}

function sqrt_special(a: u64): u64 {
  if (f64_is_zero(a)) return a;
  if (a == join(INFINITY, 0)) return a;
  if (a > join(INFINITY, 0)) return NAN;
  return f64_sqrt(f64_scaled(a)) - join(27 << 20, 0);
}
