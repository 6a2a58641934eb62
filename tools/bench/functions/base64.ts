import { fill } from './shared/random';

const ALPHABET_BYTES = 64;
const BYTES = 1500;

/** u8[64]: A to Z, a to z, 0 to 9, + and / (RFC 4648, 4). */
export function base64_alphabet(to: usize): void {
  for (let i: u32 = 0; i < 64; i++)
    store<u8>(to + i, i < 26 ? 65 + i : i < 52 ? 71 + i : i < 62 ? i - 4 : i == 62 ? 43 : 47);
}

/** Encodes with padding; gives the end of the text. */
export function base64_encode(alphabet: usize, from: usize, bytes: usize, to: usize): usize {
  const end = from + bytes;
  while (from < end) {
    const left = end - from;
    const second = left > 1 ? <u32>load<u8>(from, 1) : 0;
    const third = left > 2 ? <u32>load<u8>(from, 2) : 0;
    const bits = ((<u32>load<u8>(from)) << 16) | (second << 8) | third;
    store<u8>(to, load<u8>(alphabet + (bits >>> 18)));
    store<u8>(to, load<u8>(alphabet + ((bits >>> 12) & 63)), 1);
    store<u8>(to, left > 1 ? load<u8>(alphabet + ((bits >>> 6) & 63)) : 61, 2);
    store<u8>(to, left > 2 ? load<u8>(alphabet + (bits & 63)) : 61, 3);
    from += 3;
    to += 4;
  }
  return to;
}

export function prepare(at: usize): void {
  base64_alphabet(at);
  fill(at + ALPHABET_BYTES, BYTES, 1);
}

export function run(at: usize): i32 {
  const from = at + ALPHABET_BYTES;
  return base64_encode(at, from, BYTES, from + BYTES) - at;
}
