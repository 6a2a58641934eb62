import { fill } from './shared/random';

const BYTES = 256;

/** SipHash-2-4 (Aumasson and Bernstein 2012) of whole words: `bytes` is a multiple of 8. The key is u64[2]. */
export function siphash(key: usize, from: usize, bytes: usize): u64 {
  const k0 = load<u64>(key);
  const k1 = load<u64>(key, 8);
  let v0 = k0 ^ 0x736f6d6570736575;
  let v1 = k1 ^ 0x646f72616e646f6d;
  let v2 = k0 ^ 0x6c7967656e657261;
  let v3 = k1 ^ 0x7465646279746573;
  const end = from + bytes;
  let rounds = 2;
  while (true) {
    let word: u64 = 0;
    if (from < end) word = load<u64>(from);
    else if (from == end) word = (<u64>bytes) << 56;
    else {
      v2 ^= 0xff;
      rounds = 4;
    }
    from += 8;
    v3 ^= word;
    for (let round = 0; round < rounds; round++) {
      v0 += v1;
      v1 = rotl<u64>(v1, 13) ^ v0;
      v0 = rotl<u64>(v0, 32);
      v2 += v3;
      v3 = rotl<u64>(v3, 16) ^ v2;
      v0 += v3;
      v3 = rotl<u64>(v3, 21) ^ v0;
      v2 += v1;
      v1 = rotl<u64>(v1, 17) ^ v2;
      v2 = rotl<u64>(v2, 32);
    }
    v0 ^= word;
    if (rounds == 4) return v0 ^ v1 ^ v2 ^ v3;
  }
}

export function prepare(at: usize): void {
  fill(at, 16 + BYTES, 1);
}

export function run(at: usize): i32 {
  const hash = siphash(at, at + 16, BYTES);
  return <i32>(hash ^ (hash >>> 32));
}
