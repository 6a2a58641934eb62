import { f64_exponent, f64_is_nan, f64_upper, high, join, LEADING, low, NAN, SIGN } from './f64_format';
import { f64_pack } from './f64_pack';

export function f64_add(a: u64, b: u64): u64 {
  // Of equal upper words the difference may come out negative.
  if (high(a) << 1 < high(b) << 1) {
    const smaller = a;
    a = b;
    b = smaller;
  }
  const exponent = f64_exponent(a);
  if (exponent == 2047) return add_infinite(a, b);
  let yh = f64_upper(b);
  const other = f64_exponent(b);
  let distance = exponent - other;
  if (other == 0) {
    yh -= LEADING;
    if (exponent == 0) {
      // Neither has the leading bit: a gets it with the exponent of 1, and b makes up for it.
      a += join(LEADING, 0);
      yh = <i32>high(a ^ b) < 0 ? yh + LEADING : yh - LEADING;
    } else distance--;
  }
  let yl = low(b);
  let rest: u32 = 0;
  if (distance >= 32) {
    // Less than a quarter of the last bit, also where the difference is just below a power of two.
    if (distance > 54) return a;
    distance -= 32;
    const lost = (yl << 1) << (31 - distance);
    rest = (yl >>> distance) | ((yh << 1) << (31 - distance)) | u32(lost != 0);
    yl = yh >>> distance;
    yh = 0;
  } else {
    rest = (yl << 1) << (31 - distance);
    yl = (yl >>> distance) | ((yh << 1) << (31 - distance));
    yh >>>= distance;
  }
  let x = join(f64_upper(a), low(a));
  // With the sign above it, which no change of the exponent below reaches.
  let top = high(a) >>> 20;
  if (<i32>high(a ^ b) >= 0) {
    x += join(yh, yl);
    if (high(x) >= 2 * LEADING) {
      rest = (low(x) << 31) | (rest >>> 1) | (rest & 1);
      x >>>= 1;
      top++;
      if ((top & 2047) == 2047) return join(top << 20, 0);
    }
  } else {
    x -= join(yh, yl);
    if (rest != 0) {
      x -= 1;
      rest = 0 - rest;
    }
    if (<i32>high(x) < <i32>LEADING) {
      if (<i32>high(x) < 0) {
        x = 0 - x;
        top ^= 0x800;
      }
      if ((x | rest) == 0) return 0;
      let shift: u32 = 0;
      while (high(x) < LEADING) {
        x = (x << 1) | (rest >>> 31);
        rest <<= 1;
        shift++;
      }
      const limit = (top & 2047) - 1;
      if (shift > limit) {
        x >>>= shift - limit;
        shift = limit;
      }
      top -= shift;
    }
  }
  return f64_pack((top - 1) << 20, x, rest);
}

export function f64_sub(a: u64, b: u64): u64 {
  return f64_add(a, b ^ join(SIGN, 0));
}

/** The exponent of b is not greater, and a is no number. */
function add_infinite(a: u64, b: u64): u64 {
  if (f64_is_nan(a)) return NAN;
  if (f64_is_nan(b)) return NAN;
  return (a ^ b) == join(SIGN, 0) ? NAN : a;
}
