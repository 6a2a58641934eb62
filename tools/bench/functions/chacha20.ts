import { fill } from './shared/random';

const BYTES = 512;

/**
 * One block of key stream (RFC 8439, 2.3): ten double rounds over sixteen words, which are held in variables.
 * @param state  u32[16]: constants, key, counter, nonce
 * @param to     u32[16]
 */
export function chacha20_block(state: usize, to: usize): void {
  let x0 = load<u32>(state);
  let x1 = load<u32>(state, 4);
  let x2 = load<u32>(state, 8);
  let x3 = load<u32>(state, 12);
  let x4 = load<u32>(state, 16);
  let x5 = load<u32>(state, 20);
  let x6 = load<u32>(state, 24);
  let x7 = load<u32>(state, 28);
  let x8 = load<u32>(state, 32);
  let x9 = load<u32>(state, 36);
  let x10 = load<u32>(state, 40);
  let x11 = load<u32>(state, 44);
  let x12 = load<u32>(state, 48);
  let x13 = load<u32>(state, 52);
  let x14 = load<u32>(state, 56);
  let x15 = load<u32>(state, 60);
  for (let round = 0; round < 10; round++) {
    x0 += x4;
    x12 = rotl<u32>(x12 ^ x0, 16);
    x8 += x12;
    x4 = rotl<u32>(x4 ^ x8, 12);
    x0 += x4;
    x12 = rotl<u32>(x12 ^ x0, 8);
    x8 += x12;
    x4 = rotl<u32>(x4 ^ x8, 7);
    x1 += x5;
    x13 = rotl<u32>(x13 ^ x1, 16);
    x9 += x13;
    x5 = rotl<u32>(x5 ^ x9, 12);
    x1 += x5;
    x13 = rotl<u32>(x13 ^ x1, 8);
    x9 += x13;
    x5 = rotl<u32>(x5 ^ x9, 7);
    x2 += x6;
    x14 = rotl<u32>(x14 ^ x2, 16);
    x10 += x14;
    x6 = rotl<u32>(x6 ^ x10, 12);
    x2 += x6;
    x14 = rotl<u32>(x14 ^ x2, 8);
    x10 += x14;
    x6 = rotl<u32>(x6 ^ x10, 7);
    x3 += x7;
    x15 = rotl<u32>(x15 ^ x3, 16);
    x11 += x15;
    x7 = rotl<u32>(x7 ^ x11, 12);
    x3 += x7;
    x15 = rotl<u32>(x15 ^ x3, 8);
    x11 += x15;
    x7 = rotl<u32>(x7 ^ x11, 7);
    x0 += x5;
    x15 = rotl<u32>(x15 ^ x0, 16);
    x10 += x15;
    x5 = rotl<u32>(x5 ^ x10, 12);
    x0 += x5;
    x15 = rotl<u32>(x15 ^ x0, 8);
    x10 += x15;
    x5 = rotl<u32>(x5 ^ x10, 7);
    x1 += x6;
    x12 = rotl<u32>(x12 ^ x1, 16);
    x11 += x12;
    x6 = rotl<u32>(x6 ^ x11, 12);
    x1 += x6;
    x12 = rotl<u32>(x12 ^ x1, 8);
    x11 += x12;
    x6 = rotl<u32>(x6 ^ x11, 7);
    x2 += x7;
    x13 = rotl<u32>(x13 ^ x2, 16);
    x8 += x13;
    x7 = rotl<u32>(x7 ^ x8, 12);
    x2 += x7;
    x13 = rotl<u32>(x13 ^ x2, 8);
    x8 += x13;
    x7 = rotl<u32>(x7 ^ x8, 7);
    x3 += x4;
    x14 = rotl<u32>(x14 ^ x3, 16);
    x9 += x14;
    x4 = rotl<u32>(x4 ^ x9, 12);
    x3 += x4;
    x14 = rotl<u32>(x14 ^ x3, 8);
    x9 += x14;
    x4 = rotl<u32>(x4 ^ x9, 7);
  }
  store<u32>(to, load<u32>(state) + x0);
  store<u32>(to, load<u32>(state, 4) + x1, 4);
  store<u32>(to, load<u32>(state, 8) + x2, 8);
  store<u32>(to, load<u32>(state, 12) + x3, 12);
  store<u32>(to, load<u32>(state, 16) + x4, 16);
  store<u32>(to, load<u32>(state, 20) + x5, 20);
  store<u32>(to, load<u32>(state, 24) + x6, 24);
  store<u32>(to, load<u32>(state, 28) + x7, 28);
  store<u32>(to, load<u32>(state, 32) + x8, 32);
  store<u32>(to, load<u32>(state, 36) + x9, 36);
  store<u32>(to, load<u32>(state, 40) + x10, 40);
  store<u32>(to, load<u32>(state, 44) + x11, 44);
  store<u32>(to, load<u32>(state, 48) + x12, 48);
  store<u32>(to, load<u32>(state, 52) + x13, 52);
  store<u32>(to, load<u32>(state, 56) + x14, 56);
  store<u32>(to, load<u32>(state, 60) + x15, 60);
}

/** XORs a stream of whole blocks onto data, counting blocks in the state; `block` is u32[16] scratch. */
export function chacha20(state: usize, block: usize, data: usize, bytes: usize): void {
  for (const end = data + bytes; data < end; data += 64) {
    chacha20_block(state, block);
    store<u32>(state, load<u32>(state, 48) + 1, 48);
    for (let i: usize = 0; i < 64; i += 4) store<u32>(data + i, load<u32>(data + i) ^ load<u32>(block + i));
  }
}

export function prepare(at: usize): void {
  fill(at, 128 + BYTES, 1);
}

export function run(at: usize): i32 {
  chacha20(at, at + 64, at + 128, BYTES);
  return load<i32>(at, 128);
}
