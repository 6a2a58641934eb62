import type { Section } from '../aot/object-code.ts';

const BLOCK_BYTES = 256;

/** RP2040 datasheet 2.8.1.3.1: polynomial 0x04c11db7, initial value all ones, no reflection, no final inversion. */
const checksum = (bytes: Uint8Array): number => {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000_0000 ? (crc << 1) ^ 0x04c1_1db7 : crc << 1;
  }
  return crc >>> 0;
};

/** The second stage as the boot ROM wants it: code padded to 252 bytes and its checksum, at the start of flash. */
export const bootBlock = (code: Section, address: number): Section => {
  if (code.relocations.length > 0 || code.bytes.length > BLOCK_BYTES - 4)
    throw new RangeError(`the boot block has ${code.bytes.length} bytes and ${code.relocations.length} relocations`);
  const bytes = new Uint8Array(BLOCK_BYTES);
  bytes.set(code.bytes);
  new DataView(bytes.buffer).setUint32(BLOCK_BYTES - 4, checksum(bytes.subarray(0, BLOCK_BYTES - 4)), true);
  return { symbol: 'env.boot2', kind: 'rodata', align: BLOCK_BYTES, address, bytes, relocations: [] };
};
