// Sine and cosine as glibc computes them: the angle less a multiple of π / 2, then one of two polynomials, in double precision.

const HALF_PI: f64 = 1.5707963267948966;
/** 2 / π · 2^24. */
const QUARTERS: f64 = 10680707.430881744;
/** π · 2^-63. */
const PI_63: f64 = 3.4061215800865545e-19;

/** Sign, exponent's bits without sign and first bit of the significand, by which magnitudes are told apart. */
@inline
function top(bits: u32): u32 {
  return (bits >> 20) & 0x7ff;
}

/**
 * The sine, or the cosine with `turn` 1.
 * @param table u32[24]: digits of 4 / π, see host/compile/reals/tables.ts
 */
export function sine(angle: f32, turn: i32, table: usize): f32 {
  const bits = reinterpret<u32>(angle);
  const x = <f64>angle;
  // Below π / 4; 2^-12 is so small that its square does not count.
  if (top(bits) < 0x3f4) {
    if (top(bits) < 0x398) return turn ? 1 : angle;
    return polynomial(x, x * x, turn, false);
  }
  // Below 120, and below infinity.
  if (top(bits) < 0x42f) {
    const n = (<i32>(x * QUARTERS) + 0x800000) >> 24;
    return in_quarter(x - <f64>n * HALF_PI, n, n, turn);
  }
  if (top(bits) >= 0x7f8) return NaN;
  const product = times_four_by_pi(bits, table);
  const n = (product + 0x2000000000000000) >> 62;
  const rest = <f64>(<i64>(product - (n << 62))) * PI_63;
  return in_quarter(rest, <i32>n, <i32>n + (bits >> 31), turn);
}

/** Of what is left of an angle behind n quarters; the sign goes by `quarter`. */
function in_quarter(x: f64, n: i32, quarter: i32, turn: i32): f32 {
  const isNegative = ((quarter + 1) & 2) != 0;
  return polynomial(isNegative ? -x : x, x * x, n ^ turn, (quarter & 2) != 0);
}

/** The significand's product with those 96 bits of 4 / π that count, as a fraction of 2^62. */
function times_four_by_pi(bits: u32, table: usize): u64 {
  const digits = table + (((bits >> 26) & 15) << 2);
  const significand = ((bits & 0xffffff) | 0x800000) << ((bits >> 23) & 7);
  const high = (<u64>(significand * load<u32>(digits))) << 32;
  const low = (<u64>significand * load<u32>(digits, 32)) >> 32;
  return (high | low) + <u64>significand * load<u32>(digits, 16);
}

/** Sine of x for even n, cosine for odd n, the latter negated if asked. */
function polynomial(x: f64, square: f64, n: i32, isNegated: bool): f32 {
  if (n & 1) {
    const sign: f64 = isNegated ? -1 : 1;
    const fourth = square * square;
    const high = sign * -0.001388676379437604 + square * (sign * 2.4390450703564542e-5);
    const low = sign + square * (sign * -0.49999999725108224);
    return <f32>(low + fourth * (sign * 0.041666623324344516) + fourth * square * high);
  }
  const cube = x * square;
  const high = square * -0.00019517298981385725 + 0.008332178146138854;
  return <f32>(x + cube * -0.16666654943701084 + cube * square * high);
}
