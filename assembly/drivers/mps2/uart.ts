import { BAUD_RATE, UART, UART_HZ, UART_IRQ } from '../../board';
import { load32, store32 } from '../mcu';
import { enable_irq } from '../nvic';
import { count_overrun, keep_byte } from '../ring';

// CMSDK APB UART: Cortex-M System Design Kit TRM (DDI 0479) 4.3. One byte of buffer each way, always 8N1.
const DATA: usize = UART;
const STATE: usize = UART + 0x04;
const CTRL: usize = UART + 0x08;
const INTCLEAR: usize = UART + 0x0c;
const BAUDDIV: usize = UART + 0x10;
const TX_FULL: u32 = 1 << 0;
const RX_FULL: u32 = 1 << 1;
const RX_OVERRUN: u32 = 1 << 3;
const TX_ENABLE: u32 = 1 << 0;
const RX_ENABLE: u32 = 1 << 1;
const RX_INTERRUPT_ENABLE: u32 = 1 << 3;
const RX_INTERRUPT: u32 = 1 << 1;

/** Received bytes come by interrupt. */
export function init_uart(): void {
  store32(BAUDDIV, UART_HZ / BAUD_RATE);
  store32(CTRL, TX_ENABLE | RX_ENABLE | RX_INTERRUPT_ENABLE);
  enable_irq(UART_IRQ);
}

/** Interrupt handler: moves what has arrived into the ring, so that nothing is lost while an inference runs. */
export function uart_irq(): void {
  // Before the buffer is emptied: what arrives during it asks for another interrupt.
  store32(INTCLEAR, RX_INTERRUPT);
  for (let state = load32(STATE); state & RX_FULL; state = load32(STATE)) {
    if (state & RX_OVERRUN) {
      store32(STATE, RX_OVERRUN);
      count_overrun();
    }
    keep_byte(load32(DATA));
  }
}

export function write_byte(byte: u32): void {
  while (load32(STATE) & TX_FULL) {}
  store32(DATA, byte & 0xff);
}
