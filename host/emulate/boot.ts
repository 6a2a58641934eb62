import type { RP2040 } from 'rp2040js';

const BOOT2_BYTES = 256;
const BOOT2_SRAM_OFFSET = 0x4_1f00;
const RAM = 0x2000_0000;

/** CRC-32 as the boot ROM computes it: polynomial 0x04c11db7, initial ones, nothing reflected or inverted. RP2040 datasheet 2.8.1.3.1. */
export const bootCrc = (bytes: Uint8Array): number => {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc & 0x8000_0000 ? 0x04c1_1db7 : 0);
  }
  return crc >>> 0;
};

/** What the boot ROM does with flash: checks the second stage, copies it to the end of SRAM; its entry address, or undefined for BOOTSEL. */
export const loadBoot2 = (mcu: RP2040): number | undefined => {
  const boot2 = mcu.flash.subarray(0, BOOT2_BYTES);
  const stored = new DataView(boot2.buffer, boot2.byteOffset).getUint32(BOOT2_BYTES - 4, true);
  if (stored !== bootCrc(boot2.subarray(0, BOOT2_BYTES - 4))) return undefined;
  mcu.sram.set(boot2, BOOT2_SRAM_OFFSET);
  return RAM + BOOT2_SRAM_OFFSET;
};
