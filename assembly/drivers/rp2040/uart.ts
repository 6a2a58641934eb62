import { BAUD_RATE, CLOCK_HZ, UART_IRQ } from '../../board';
import { load32, sev, store32 } from '../mcu';
import { enable_irq } from '../nvic';
import { count_overrun, keep_byte } from '../ring';
import { FUNCTION_UART, set_function } from './gpio';

// PL011 (RP2040 datasheet 4.2).
const UART0: usize = 0x40034000;
const DR: usize = UART0;
const FR: usize = UART0 + 0x18;
const IBRD: usize = UART0 + 0x24;
const FBRD: usize = UART0 + 0x28;
const LCR_H: usize = UART0 + 0x2c;
const CR: usize = UART0 + 0x30;
const IMSC: usize = UART0 + 0x38;
const ICR: usize = UART0 + 0x44;
const FR_RXFE: u32 = 1 << 4;
const FR_TXFF: u32 = 1 << 5;
const DR_OVERRUN: u32 = 1 << 11;
/** RX level and RX timeout. */
const RX_INTERRUPTS: u32 = (1 << 4) | (1 << 6);

/** Sixteen clocks a bit, in 64ths, to nearest (4.2.7.1). */
const DIVISOR: u32 = ((8 * CLOCK_HZ) / BAUD_RATE + 1) >> 1;

/** 8N1, FIFOs on; received bytes come by interrupt. */
export function init_uart(): void {
  set_function(0, FUNCTION_UART);
  set_function(1, FUNCTION_UART);
  store32(IBRD, DIVISOR >> 6);
  store32(FBRD, DIVISOR & 63);
  store32(LCR_H, (3 << 5) | (1 << 4));
  store32(CR, 1 | (1 << 8) | (1 << 9));
  store32(IMSC, RX_INTERRUPTS);
  enable_irq(UART_IRQ);
}

/** Interrupt handler: moves what has arrived into the ring, so that nothing is lost while an inference runs. */
export function uart_irq(): void {
  // Before the FIFO is emptied: what arrives during it asks for another interrupt.
  store32(ICR, RX_INTERRUPTS);
  while ((load32(FR) & FR_RXFE) == 0) {
    const data = load32(DR);
    if (data & DR_OVERRUN) count_overrun();
    keep_byte(data);
  }
  sev();
}

export function write_byte(byte: u32): void {
  while (load32(FR) & FR_TXFF) {}
  store32(DR, byte & 0xff);
}
