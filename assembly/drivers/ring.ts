import { rx_ring, RX_RING_BYTES } from './memory';

// Received bytes between the interrupt that takes them and the runtime that serves them.

let head: u32 = 0;
let tail: u32 = 0;
/** Bytes lost because neither the UART nor the ring had room. */
export let rx_overruns: u32 = 0;

export function count_overrun(): void {
  rx_overruns++;
}

/** Called by the interrupt alone. */
export function keep_byte(byte: u32): void {
  const next = (head + 1) & (RX_RING_BYTES - 1);
  if (next == tail) rx_overruns++;
  else {
    store<u8>(rx_ring() + head, byte);
    head = next;
  }
}

export function is_empty(): bool {
  return head == tail;
}

/** The next received byte, or -1. */
export function read_byte(): i32 {
  if (is_empty()) return -1;
  const byte = <i32>load<u8>(rx_ring() + tail);
  tail = (tail + 1) & (RX_RING_BYTES - 1);
  return byte;
}
