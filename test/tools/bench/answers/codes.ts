import assert from 'node:assert/strict';
import { createCipheriv, createHash } from 'node:crypto';
import { at, type Check, hex, put, random, read, view } from './memory.ts';

export const codes: Readonly<Record<string, Check>> = {
  aes128: (call) => {
    // FIPS 197, appendix C.1, and Node's.
    const key = hex('000102030405060708090a0b0c0d0e0f');
    call('aes_box', at);
    put(432, key);
    call('aes_expand', at, at + 432, at + 256);
    for (const plain of ['00112233445566778899aabbccddeeff', 'ffffffffffffffffffffffffffffffff']) {
      put(448, hex(plain));
      call('aes_encrypt', at, at + 256, at + 448);
      const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
      assert.deepEqual(read(448, 16), cipher.update(hex(plain)));
    }
  },
  base64: (call) => {
    call('base64_alphabet', at);
    for (const bytes of [0, 1, 2, 3, 47, 48, 49]) {
      const data = Uint8Array.from(random(bytes, 256));
      put(64, data);
      const end = call('base64_encode', at, at + 64, bytes, at + 256);
      assert.equal(read(256, end - at - 256).toString(), Buffer.from(data).toString('base64'));
    }
  },
  chacha20: (call) => {
    const key = Uint8Array.from(random(32, 256));
    const nonce = hex('000000000000004a00000000');
    const data = Uint8Array.from(random(256, 256));
    put(0, 'expand 32-byte k');
    put(16, key);
    view.setUint32(48, 1, true);
    put(52, nonce);
    put(128, data);
    call('chacha20', at, at + 64, at + 128, data.length);
    const cipher = createCipheriv('chacha20', key, Buffer.concat([hex('01000000'), nonce]));
    assert.deepEqual(read(128, data.length), cipher.update(data));
  },
  crc32: (call) => {
    const bytes = put(1024, '123456789');
    call('crc32_table', at);
    assert.equal(call('crc32', at, at + 1024, bytes) >>> 0, 0xcbf43926);
  },
  lz4: (call) => {
    // Literals alone; three literals and a match that overlaps itself; lengths of more than one byte.
    const long = 'x'.repeat(300);
    const blocks: readonly (readonly [block: Buffer, text: string])[] = [
      [hex('50 68656c6c6f'), 'hello'],
      [hex('35 616263 0300 50 31 32 33 34 35'), 'abcabcabcabc12345'],
      [Buffer.concat([hex('f0 ff 1e'), Buffer.from(long)]), long],
      [hex('1f 78 0100 ff 14 50 31 32 33 34 35'), `${'x'.repeat(1 + 4 + 15 + 255 + 20)}12345`],
    ];
    for (const [block, text] of blocks) {
      const end = call('lz4_decode', at, at + put(0, block), at + 1024);
      assert.equal(read(1024, end - at - 1024).toString(), text);
      const bytes = put(8192, text);
      const packed = call('lz4_encode', at + 4096, at + 8192, bytes, at);
      const unpacked = call('lz4_decode', at, packed, at + 2048);
      assert.equal(read(2048, unpacked - at - 2048).toString(), text);
    }
  },
  sha256: (call) => {
    call('sha256_constants', at);
    for (const message of ['', 'abc', 'a'.repeat(55), 'b'.repeat(56), 'c'.repeat(64), 'd'.repeat(200)]) {
      call('sha256', at, at + 512, at + 544, put(544, message));
      const digest = read(512, 32).swap32().toString('hex');
      assert.equal(digest, createHash('sha256').update(message).digest('hex'));
    }
  },
  siphash: (call) => {
    // The reference's vectors of 0, 8 and 16 bytes for the key 00 01 … 0f (vectors.h, vectors_sip64).
    put(
      0,
      Uint8Array.from({ length: 32 }, (_, index) => index % 16),
    );
    const vectors = ['310e0edd47db6f72', '62 24 93 9a 79 f5 f5 93', 'db 9b c2 57 7f cc 2a 3f'];
    vectors.forEach((vector, count) => {
      const hash = call('siphash', at, at + 16, 8 * count) as unknown as bigint;
      assert.equal(BigInt.asUintN(64, hash), hex(vector).readBigUInt64LE());
    });
  },
};
