/** Bits of 1.5 · 2^52: adding it rounds to a whole number, which then stands in the lowest bits. */
const ROUNDING: f64 = 6755399441055744;
/** -ln 2 / 128, in two parts. */
const LN2_HIGH = reinterpret<f64>(0xbf762e42fefa0000);
const LN2_LOW = reinterpret<f64>(0xbd0cf79abc9e3b3a);

/** Exponents, biased, of 2^-54, 2^9 and 2^10. */
const TINY: u32 = 0x3c9;
const LARGE: u32 = 0x408;
const HUGE: u32 = 0x409;

/**
 * e^x as the C libraries that took Arm's optimized routines compute it (glibc, newlib, musl: exp.c), without fused additions; below
 * e^-512 it is 0. x = k ln 2 / 128 + r, then 2^(k / 128) from a table and e^r as a polynomial.
 * @param table see host/compile/exp-f64-table.ts
 */
export function exp_f64(x: f64, table: usize): f64 {
  const exponent = (<u32>(reinterpret<u64>(x) >> 52)) & 0x7ff;
  if (exponent < TINY) return 1 + x;
  if (x <= -512) return 0;
  if (exponent >= HUGE) return x != x ? x : Infinity;
  const rounded = x * 184.6649652337873 + ROUNDING;
  const k = reinterpret<u64>(rounded);
  const whole = rounded - ROUNDING;
  const r = x + whole * LN2_HIGH + whole * LN2_LOW;
  const entry = table + (((<usize>k) & 127) << 4);
  const power = load<u64>(entry, 8) + (k << 45);
  const r2 = r * r;
  const low = reinterpret<f64>(0x3fdffffffffffdbd) + r * reinterpret<f64>(0x3fc555555555543c);
  const high = reinterpret<f64>(0x3fa55555cf172b91) + r * reinterpret<f64>(0x3f81111167a4d017);
  const rest = load<f64>(entry) + r + r2 * low + r2 * r2 * high;
  if (exponent < LARGE) {
    const scale = reinterpret<f64>(power);
    return scale + scale * rest;
  }
  const scale = reinterpret<f64>(power - ((<u64>1009) << 52));
  return reinterpret<f64>((<u64>(1009 + 1023)) << 52) * (scale + scale * rest);
}
