// What ARMv6-M has no instruction for. The ahead-of-time compiler calls these by name (`rt.*`); none of them uses an
// operation that would be lowered to a call of another but through the functions named here.

/** High and low word of a signed 32 × 32 product, schoolbook on 16-bit halves. */
export function mul_wide_s(a: i32, b: i32): i64 {
  const al = a & 0xffff;
  const ah = a >> 16;
  const bl = b & 0xffff;
  const bh = b >> 16;
  const low = al * bl;
  // ah·bl + al·bh needs 33 bits: add the low product's carry to the first, and pass the second's low half on alone.
  const mid = ah * bl + (low >>> 16);
  const mid2 = al * bh + (mid & 0xffff);
  const high = ah * bh + (mid >> 16) + (mid2 >> 16);
  return <i64>((<u64>(<u32>((low & 0xffff) | (mid2 << 16)))) | ((<u64>(<u32>high)) << 32));
}

/** The same, unsigned. */
export function mul_wide_u(a: u32, b: u32): u64 {
  const al = a & 0xffff;
  const ah = a >>> 16;
  const bl = b & 0xffff;
  const bh = b >>> 16;
  const low = al * bl;
  const mid = ah * bl + (low >>> 16);
  const mid2 = al * bh + (mid & 0xffff);
  const high = ah * bh + (mid >>> 16) + (mid2 >>> 16);
  return (<u64>((low & 0xffff) | (mid2 << 16))) | ((<u64>high) << 32);
}

export function mul64(alo: u32, ahi: u32, blo: u32, bhi: u32): u64 {
  const wide = mul_wide_u(alo, blo);
  const high = <u32>(wide >>> 32) + alo * bhi + ahi * blo;
  return (<u64>(<u32>wide)) | ((<u64>high) << 32);
}

/** Quotient in the low word, remainder in the high one: restoring division, a bit a step from the first set one. */
function divide(n: u32, d: u32): u64 {
  if (d == 0) unreachable();
  if (n < d) return (<u64>n) << 32;
  let shifted = d;
  let bit: u32 = 1;
  while (shifted < 0x80000000 && shifted <= n >>> 1) {
    shifted <<= 1;
    bit <<= 1;
  }
  let quotient: u32 = 0;
  let rest = n;
  do {
    if (rest >= shifted) {
      rest -= shifted;
      quotient |= bit;
    }
    shifted >>>= 1;
    bit >>>= 1;
  } while (bit);
  return (<u64>quotient) | ((<u64>rest) << 32);
}

export function div_u(n: u32, d: u32): u32 {
  return <u32>divide(n, d);
}

export function rem_u(n: u32, d: u32): u32 {
  return <u32>(divide(n, d) >>> 32);
}

function magnitude(x: i32): u32 {
  return x < 0 ? 0 - x : x;
}

export function div_s(n: i32, d: i32): i32 {
  if (n == i32.MIN_VALUE && d == -1) unreachable();
  const quotient = <i32>divide(magnitude(n), magnitude(d));
  return (n ^ d) < 0 ? 0 - quotient : quotient;
}

export function rem_s(n: i32, d: i32): i32 {
  const rest = <i32>(divide(magnitude(n), magnitude(d)) >>> 32);
  return n < 0 ? 0 - rest : rest;
}

function divide64(n: u64, d: u64): u64 {
  if (d == 0) unreachable();
  if (<u32>(n >>> 32) == 0 && <u32>(d >>> 32) == 0) return <u64>(<u32>divide(<u32>n, <u32>d));
  let quotient: u64 = 0;
  let rest: u64 = 0;
  let left = n;
  for (let i = 0; i < 64; i++) {
    rest = (rest << 1) | (left >>> 63);
    left <<= 1;
    quotient <<= 1;
    if (rest >= d) {
      rest -= d;
      quotient |= 1;
    }
  }
  return quotient;
}

/** Computed back from the quotient: kept in a variable, it would be lost to an interrupt that divides. */
function remainder64(n: u64, d: u64): u64 {
  return n - d * divide64(n, d);
}

function join(lo: u32, hi: u32): u64 {
  return (<u64>lo) | ((<u64>hi) << 32);
}

function magnitude64(x: i64): u64 {
  return x < 0 ? 0 - x : x;
}

export function div64_u(nlo: u32, nhi: u32, dlo: u32, dhi: u32): u64 {
  return divide64(join(nlo, nhi), join(dlo, dhi));
}

export function rem64_u(nlo: u32, nhi: u32, dlo: u32, dhi: u32): u64 {
  return remainder64(join(nlo, nhi), join(dlo, dhi));
}

export function div64_s(nlo: u32, nhi: u32, dlo: u32, dhi: u32): i64 {
  const n = <i64>join(nlo, nhi);
  const d = <i64>join(dlo, dhi);
  if (n == i64.MIN_VALUE && d == -1) unreachable();
  const quotient = <i64>divide64(magnitude64(n), magnitude64(d));
  return (n ^ d) < 0 ? 0 - quotient : quotient;
}

export function rem64_s(nlo: u32, nhi: u32, dlo: u32, dhi: u32): i64 {
  const n = <i64>join(nlo, nhi);
  const rest = <i64>remainder64(magnitude64(n), magnitude64(<i64>join(dlo, dhi)));
  return n < 0 ? 0 - rest : rest;
}

// Shifts by a variable: counts are 0..63. Thumb gives 0 (or the sign) for register shifts of 32 and more, WebAssembly does
// not, so the halves are told apart.
export function shl64(lo: u32, hi: u32, n: u32): u64 {
  if (n == 0) return join(lo, hi);
  if (n >= 32) return join(0, lo << (n - 32));
  return join(lo << n, (hi << n) | (lo >>> (32 - n)));
}

export function shr64_u(lo: u32, hi: u32, n: u32): u64 {
  if (n == 0) return join(lo, hi);
  if (n >= 32) return join(hi >>> (n - 32), 0);
  return join((lo >>> n) | (hi << (32 - n)), hi >>> n);
}

export function shr64_s(lo: u32, hi: u32, n: u32): u64 {
  const sign = <u32>((<i32>hi) >> 31);
  if (n == 0) return join(lo, hi);
  if (n >= 32) return join(<u32>((<i32>hi) >> (n - 32)), sign);
  return join((lo >>> n) | (hi << (32 - n)), <u32>((<i32>hi) >> n));
}

export function rotl64(lo: u32, hi: u32, n: u32): u64 {
  if (n == 0) return join(lo, hi);
  return shl64(lo, hi, n) | shr64_u(lo, hi, 64 - n);
}

export function rotr64(lo: u32, hi: u32, n: u32): u64 {
  return rotl64(lo, hi, (64 - n) & 63);
}

export function clz(x: u32): u32 {
  if (x == 0) return 32;
  let count: u32 = 0;
  if (x < 0x10000) {
    count += 16;
    x <<= 16;
  }
  if (x < 0x1000000) {
    count += 8;
    x <<= 8;
  }
  while (<i32>x > 0) {
    count++;
    x <<= 1;
  }
  return count;
}

export function ctz(x: u32): u32 {
  return x == 0 ? 32 : 31 - clz(x & (0 - x));
}

/** Bits summed in parallel within ever wider fields. */
export function popcnt(x: u32): u32 {
  x -= (x >>> 1) & 0x55555555;
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  x = (x + (x >>> 4)) & 0x0f0f0f0f;
  return (x * 0x01010101) >>> 24;
}

/** Fewer bytes go one by one. */
const WORDS_PAY: usize = 8;

/** memory.copy: overlapping regions are as if through a copy. */
export function memmove(to: usize, from: usize, bytes: usize): void {
  if (to < from) copy_up(to, from, to + bytes);
  else copy_down(to, from, to + bytes);
}

/** Words where both addresses can be aligned, bytes before and behind them. */
function copy_up(to: usize, from: usize, end: usize): void {
  if (((to ^ from) & 3) == 0 && end - to >= WORDS_PAY) {
    while (to & 3) {
      store<u8>(to, load<u8>(from));
      to++;
      from++;
    }
    const words = end & ~3;
    while (to != words) {
      store<u32>(to, load<u32>(from));
      to += 4;
      from += 4;
    }
  }
  while (to != end) {
    store<u8>(to, load<u8>(from));
    to++;
    from++;
  }
}

/** From the ends to the starts. */
function copy_down(start: usize, from: usize, to: usize): void {
  from += to - start;
  if (((to ^ from) & 3) == 0 && to - start >= WORDS_PAY) {
    while (to & 3) {
      to--;
      from--;
      store<u8>(to, load<u8>(from));
    }
    const words = (start + 3) & ~3;
    while (to != words) {
      to -= 4;
      from -= 4;
      store<u32>(to, load<u32>(from));
    }
  }
  while (to != start) {
    to--;
    from--;
    store<u8>(to, load<u8>(from));
  }
}

export function memset(to: usize, value: u32, bytes: usize): void {
  const end = to + bytes;
  if (bytes >= WORDS_PAY) {
    while (to & 3) {
      store<u8>(to, <u8>value);
      to++;
    }
    const word = (value & 0xff) * 0x01010101;
    const blocks = end & ~15;
    const words = end & ~3;
    while (to & 15 && to != words) {
      store<u32>(to, word);
      to += 4;
    }
    while (to < blocks) {
      store<u32>(to, word);
      store<u32>(to, word, 4);
      store<u32>(to, word, 8);
      store<u32>(to, word, 12);
      to += 16;
    }
    while (to != words) {
      store<u32>(to, word);
      to += 4;
    }
  }
  while (to != end) {
    store<u8>(to, <u8>value);
    to++;
  }
}
