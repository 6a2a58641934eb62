/** Bits of 1.5 · 2^52: adding it rounds to a whole number, which then stands in the lowest bits. */
const ROUNDING: f64 = 6755399441055744;

/**
 * e^x as glibc computes it: x · 32 / ln 2 = k + r, then 2^(k / 32) from a table and 2^(r / 32) as a polynomial, in double precision.
 * @param table f64[32] of bits, see host/compile/reals/tables.ts
 */
export function exp_f32(x: f32, table: usize): f32 {
  if (x != x) return x;
  if (x > 88.72283172607422) return Infinity;
  if (x < -103.97207641601562) return 0;
  const scaled = <f64>x * 46.16624130844683;
  const rounded = scaled + ROUNDING;
  const k = reinterpret<u64>(rounded);
  const r = scaled - (rounded - ROUNDING);
  const power = reinterpret<f64>(load<u64>(table + (((<usize>k) & 31) << 3)) + (k << 47));
  const third = r * 1.6938359250920212e-6 + 0.00023459809789509004;
  const first = r * 0.021660849396613134 + 1;
  return <f32>((third * (r * r) + first) * power);
}
