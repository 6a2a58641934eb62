import { fill } from './shared/random';

const WORK_BYTES = 512;
const STATE_BYTES = 32;
const BYTES = 960;

function eight(at: usize, a: u32, b: u32, c: u32, d: u32, e: u32, f: u32, g: u32, h: u32): usize {
  store<u32>(at, a);
  store<u32>(at, b, 4);
  store<u32>(at, c, 8);
  store<u32>(at, d, 12);
  store<u32>(at, e, 16);
  store<u32>(at, f, 20);
  store<u32>(at, g, 24);
  store<u32>(at, h, 28);
  return at + 32;
}

/** u32[64] of FIPS 180-4, 4.2.2. */
export function sha256_constants(k: usize): void {
  let at = k;
  at = eight(at, 0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5);
  at = eight(at, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174);
  at = eight(at, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da);
  at = eight(at, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967);
  at = eight(at, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85);
  at = eight(at, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070);
  at = eight(at, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3);
  at = eight(at, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2);
}

function big_endian(at: usize): u32 {
  return ((<u32>load<u8>(at)) << 24) | ((<u32>load<u8>(at, 1)) << 16) | ((<u32>load<u8>(at, 2)) << 8) | load<u8>(at, 3);
}

/** One block of 64 bytes into the state (6.2.2); `w` is u32[64]. */
function compress(k: usize, w: usize, state: usize, block: usize): void {
  for (let t: usize = 0; t < 64; t += 4) store<u32>(w + t, big_endian(block + t));
  for (let at = w; at < w + 192; at += 4) {
    const w1 = load<u32>(at, 4);
    const w14 = load<u32>(at, 56);
    const small0 = rotr<u32>(w1, 7) ^ rotr<u32>(w1, 18) ^ (w1 >>> 3);
    const small1 = rotr<u32>(w14, 17) ^ rotr<u32>(w14, 19) ^ (w14 >>> 10);
    store<u32>(at, load<u32>(at) + small0 + load<u32>(at, 36) + small1, 64);
  }
  let a = load<u32>(state);
  let b = load<u32>(state, 4);
  let c = load<u32>(state, 8);
  let d = load<u32>(state, 12);
  let e = load<u32>(state, 16);
  let f = load<u32>(state, 20);
  let g = load<u32>(state, 24);
  let h = load<u32>(state, 28);
  for (let t: usize = 0; t < 256; t += 4) {
    const large1 = rotr<u32>(e, 6) ^ rotr<u32>(e, 11) ^ rotr<u32>(e, 25);
    const t1 = h + large1 + ((e & f) ^ (~e & g)) + load<u32>(k + t) + load<u32>(w + t);
    const large0 = rotr<u32>(a, 2) ^ rotr<u32>(a, 13) ^ rotr<u32>(a, 22);
    const t2 = large0 + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + t1;
    d = c;
    c = b;
    b = a;
    a = t1 + t2;
  }
  store<u32>(state, load<u32>(state) + a);
  store<u32>(state, load<u32>(state, 4) + b, 4);
  store<u32>(state, load<u32>(state, 8) + c, 8);
  store<u32>(state, load<u32>(state, 12) + d, 12);
  store<u32>(state, load<u32>(state, 16) + e, 16);
  store<u32>(state, load<u32>(state, 20) + f, 20);
  store<u32>(state, load<u32>(state, 24) + g, 24);
  store<u32>(state, load<u32>(state, 28) + h, 28);
}

/**
 * SHA-256 (FIPS 180-4).
 * @param work   u32[64] constants, then u32[64] scratch
 * @param state  u32[8] digest, as words
 * @param from   the message; up to 72 bytes behind it are overwritten
 */
export function sha256(work: usize, state: usize, from: usize, bytes: usize): void {
  eight(state, 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19);
  let end = from + bytes;
  store<u8>(end, 0x80);
  end++;
  while ((end - from) % 64 != 56) {
    store<u8>(end, 0);
    end++;
  }
  store<u32>(end, 0);
  store<u32>(end, bswap<u32>(bytes << 3), 4);
  end += 8;
  for (let block = from; block < end; block += 64) compress(work, work + 256, state, block);
}

export function prepare(at: usize): void {
  sha256_constants(at);
  fill(at + WORK_BYTES + STATE_BYTES, BYTES, 1);
}

export function run(at: usize): i32 {
  const state = at + WORK_BYTES;
  sha256(at, state, state + STATE_BYTES, BYTES);
  return load<i32>(state);
}
