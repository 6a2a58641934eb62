import { fill } from './shared/random';

const TABLE_BYTES = 1024;
const BYTES = 4096;

/** u32[256]: what each byte does to a remainder (ISO 3309, reflected polynomial). */
export function crc32_table(table: usize): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    store<u32>(table + (byte << 2), crc);
  }
}

export function crc32(table: usize, from: usize, bytes: usize): u32 {
  let crc: u32 = 0xffffffff;
  const end = from + bytes;
  while (from < end) {
    crc = (crc >>> 8) ^ load<u32>(table + (((crc ^ load<u8>(from)) & 0xff) << 2));
    from++;
  }
  return ~crc;
}

export function prepare(at: usize): void {
  crc32_table(at);
  fill(at + TABLE_BYTES, BYTES, 1);
}

export function run(at: usize): i32 {
  return crc32(at, at + TABLE_BYTES, BYTES);
}
