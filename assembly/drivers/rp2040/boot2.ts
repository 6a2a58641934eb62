import { call, load32, set_stack_pointer, store32 } from '../mcu';

// Synopsys SSI in execute-in-place mode (RP2040 datasheet 4.10).
const SSI: usize = 0x18000000;
const CTRLR0: usize = SSI;
const CTRLR1: usize = SSI + 0x04;
const SSIENR: usize = SSI + 0x08;
const BAUDR: usize = SSI + 0x14;
const SPI_CTRLR0: usize = SSI + 0xf4;
const VTOR: usize = 0xe000ed08;
const VECTORS: usize = 0x10000100;

/**
 * The second stage that the boot ROM copies to RAM: plain 03h serial reads, which every flash chip answers, then on to the
 * application's vectors. At most 252 bytes, position-independent, no data.
 */
export function boot2(): void {
  store32(SSIENR, 0);
  store32(BAUDR, 4);
  // Standard SPI frames of 32 bits, EEPROM read mode (send command and address, then receive).
  store32(CTRLR0, (31 << 16) | (3 << 8));
  store32(CTRLR1, 0);
  // Command 03h, 8 bits of it, 24 bits of address, all on one line.
  store32(SPI_CTRLR0, (0x03 << 24) | (2 << 8) | (6 << 2));
  store32(SSIENR, 1);
  store32(VTOR, VECTORS);
  set_stack_pointer(load32(VECTORS));
  call(load32(VECTORS + 4));
}
