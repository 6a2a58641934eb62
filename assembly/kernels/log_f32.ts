/** Where the interval of significands that the table covers begins, and one exponent. */
const FIRST: u32 = 0x3f330000;
const LEAST_NORMAL: u32 = 0x00800000;
const INFINITE: u32 = 0x7f800000;

/**
 * The natural logarithm as glibc computes it: x = 2^k · z, 1 / c and log c for a c near z from a table, the rest a polynomial of
 * z / c - 1, in double precision.
 * @param table f64[16, 2], see host/compile/reals/tables.ts
 */
export function log_f32(x: f32, table: usize): f32 {
  let bits = reinterpret<u32>(x);
  if (bits == 0x3f800000) return 0;
  if (bits - LEAST_NORMAL >= INFINITE - LEAST_NORMAL) {
    if (bits << 1 == 0) return -Infinity;
    if (bits == INFINITE) return x;
    if (bits >> 31 || bits << 1 >= 0xff000000) return NaN;
    bits = reinterpret<u32>(x * 8388608) - 23 * LEAST_NORMAL;
  }
  const offset = bits - FIRST;
  const exponent = (<i32>offset) >> 23;
  const z = <f64>reinterpret<f32>(bits - (offset & 0xff800000));
  const entry = table + (((offset >> 19) & 15) << 4);
  const r = z * load<f64>(entry) - 1;
  const whole = load<f64>(entry, 8) + <f64>exponent * 0.6931471805599453;
  const square = r * r;
  const even = r * 0.333456765744066 - 0.4999997485802103;
  return <f32>((square * -0.25089342214237154 + even) * square + (whole + r));
}
