import { fill } from './shared/random';

const BOX_BYTES = 256;
const KEYS_BYTES = 176;
const BLOCKS = 8;

/** Times x in GF(2^8) (FIPS 197, 4.2.1). */
function twice(x: u32): u32 {
  return ((x << 1) ^ (x & 0x80 ? 0x1b : 0)) & 0xff;
}

/** u8[256] (5.1.1): 3 generates the field, so its powers and those of its inverse meet every pair of inverses. */
export function aes_box(box: usize): void {
  let p: u32 = 1;
  let q: u32 = 1;
  do {
    p ^= twice(p);
    q ^= q << 1;
    q ^= q << 2;
    q = (q ^ (q << 4)) & 0xff;
    if (q & 0x80) q ^= 9;
    const wide = q | (q << 8);
    const turned = q ^ (wide >>> 7) ^ (wide >>> 6) ^ (wide >>> 5) ^ (wide >>> 4);
    store<u8>(box + p, turned ^ 0x63);
  } while (p != 1);
  store<u8>(box, 0x63);
}

function substitute(box: usize, at: usize): u32 {
  return load<u8>(box + load<u8>(at));
}

/** u8[176] from u8[16] (5.2). */
export function aes_expand(box: usize, key: usize, keys: usize): void {
  for (let i: usize = 0; i < 16; i++) store<u8>(keys + i, load<u8>(key + i));
  let round: u32 = 1;
  for (let at = keys; at < keys + KEYS_BYTES - 16; at += 16) {
    store<u8>(at, load<u8>(at) ^ substitute(box, at + 13) ^ round, 16);
    store<u8>(at, load<u8>(at, 1) ^ substitute(box, at + 14), 17);
    store<u8>(at, load<u8>(at, 2) ^ substitute(box, at + 15), 18);
    store<u8>(at, load<u8>(at, 3) ^ substitute(box, at + 12), 19);
    for (let i = at + 4; i < at + 16; i++) store<u8>(i, load<u8>(i) ^ load<u8>(i, 12), 16);
    round = twice(round);
  }
}

function add_key(state: usize, key: usize): void {
  for (let i: usize = 0; i < 16; i++) store<u8>(state + i, load<u8>(state + i) ^ load<u8>(key + i));
}

/** SubBytes and ShiftRows of row `row`: byte column · 4 + row. */
function substitute_row(box: usize, state: usize, row: usize): void {
  const at = state + row;
  const a = substitute(box, state + ((row * 5) & 15));
  const b = substitute(box, state + ((row * 5 + 4) & 15));
  const c = substitute(box, state + ((row * 5 + 8) & 15));
  const d = substitute(box, state + ((row * 5 + 12) & 15));
  store<u8>(at, a);
  store<u8>(at, b, 4);
  store<u8>(at, c, 8);
  store<u8>(at, d, 12);
}

function mix_column(at: usize): void {
  const a = <u32>load<u8>(at);
  const b = <u32>load<u8>(at, 1);
  const c = <u32>load<u8>(at, 2);
  const d = <u32>load<u8>(at, 3);
  const all = a ^ b ^ c ^ d;
  store<u8>(at, a ^ all ^ twice(a ^ b));
  store<u8>(at, b ^ all ^ twice(b ^ c), 1);
  store<u8>(at, c ^ all ^ twice(c ^ d), 2);
  store<u8>(at, d ^ all ^ twice(d ^ a), 3);
}

/** Encrypts one block in place (5.1), byte by byte. */
export function aes_encrypt(box: usize, keys: usize, state: usize): void {
  add_key(state, keys);
  for (let round = 1; round <= 10; round++) {
    for (let row: usize = 0; row < 4; row++) substitute_row(box, state, row);
    if (round < 10) for (let column: usize = 0; column < 16; column += 4) mix_column(state + column);
    add_key(state, keys + (round << 4));
  }
}

/** Box, expanded key, key, blocks. */
export function prepare(at: usize): void {
  aes_box(at);
  fill(at + BOX_BYTES + KEYS_BYTES, 16 + 16 * BLOCKS, 1);
}

export function run(at: usize): i32 {
  const keys = at + BOX_BYTES;
  const blocks = keys + KEYS_BYTES + 16;
  aes_expand(at, keys + KEYS_BYTES, keys);
  for (let block = 0; block < BLOCKS; block++) aes_encrypt(at, keys, blocks + (block << 4));
  return load<i32>(blocks);
}
