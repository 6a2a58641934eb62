import { f32_exponent, NAN, SIGN } from './f32_format';
import { f32_round } from './f32_pack';

/** The significand's leading bit, where seven more bits follow the last. */
const LEADING: u32 = 0x40000000;

export function f32_add(a: u32, b: u32): u32 {
  if (a << 1 < b << 1) {
    const smaller = a;
    a = b;
    b = smaller;
  }
  const exponent = f32_exponent(a);
  if (exponent == 255) return add_infinite(a, b);
  let y = ((b << 8) | SIGN) >>> 1;
  let other = f32_exponent(b);
  let distance = exponent - other;
  if (other == 0) {
    y -= LEADING;
    if (exponent == 0) {
      // Neither has the leading bit: a gets it with the exponent of 1, and b makes up for it.
      a += 1 << 23;
      y = <i32>(a ^ b) < 0 ? y + LEADING : y - LEADING;
    } else distance--;
  }
  // Less than a quarter of the last bit, also where the difference is just below a power of two.
  if (distance > 25) return a;
  const kept = y >>> distance;
  y = kept | (((kept << distance) - y) >>> 31);
  let x = ((a << 8) | SIGN) >>> 1;
  // With the sign above it, which no change of the exponent below reaches.
  let top = a >>> 23;
  if (<i32>(a ^ b) >= 0) {
    x += y;
    if (<i32>x < 0) {
      x = (x >>> 1) | (x & 1);
      top++;
      if ((top & 255) == 255) return top << 23;
    }
  } else {
    x -= y;
    if (x < LEADING) {
      if (x == 0) return 0;
      let shift: u32 = 0;
      do {
        x <<= 1;
        shift++;
      } while (x < LEADING);
      const limit = (top & 255) - 1;
      if (shift > limit) {
        x >>>= shift - limit;
        shift = limit;
      }
      top -= shift;
    }
  }
  return ((top - 1) << 23) + f32_round(x);
}

export function f32_sub(a: u32, b: u32): u32 {
  return f32_add(a, b ^ SIGN);
}

/** |a| ≥ |b|, and a is no number. */
function add_infinite(a: u32, b: u32): u32 {
  if (a << 9 != 0) return NAN;
  return (a ^ b) == SIGN ? NAN : a;
}
