import { write_byte } from '../board';
import { MAX_PAYLOAD, SLIP_END, SLIP_ESC, SLIP_ESC_END, SLIP_ESC_ESC } from '../shared/protocol';
import { crc16 } from './checksum';
import { reply_buffer } from '../drivers/memory';

// Frames as drawn in shared/protocol.ts. A frame is built in the reply buffer behind its type and sequence number.

let length: u32 = 0;

export function begin_frame(type: u32, sequence: u32): void {
  const to = reply_buffer();
  store<u8>(to, type);
  store<u8>(to, sequence, 1);
  length = 2;
}

export function put8(value: u32): void {
  if (length < <u32>MAX_PAYLOAD + 2) {
    store<u8>(reply_buffer() + length, value);
    length++;
  }
}

export function put16(value: u32): void {
  put8(value);
  put8(value >>> 8);
}

export function put32(value: u32): void {
  put16(value);
  put16(value >>> 16);
}

/** A zero-terminated text, without the zero. */
export function put_text(text: usize): void {
  for (let byte = load<u8>(text); byte; byte = load<u8>(text)) {
    put8(byte);
    text++;
  }
}

export function end_frame(): void {
  let crc: u32 = 0xffff;
  for (let at: u32 = 0; at < length; at++) crc = crc16(crc, load<u8>(reply_buffer() + at));
  store<u8>(reply_buffer() + length, crc);
  store<u8>(reply_buffer() + length, crc >>> 8, 1);
  length += 2;
  send_frame();
}

/** Sends the frame in the reply buffer, for the first time or again. */
export function send_frame(): void {
  write_byte(SLIP_END);
  for (let at: u32 = 0; at < length; at++) {
    const byte = <i32>load<u8>(reply_buffer() + at);
    if (byte == SLIP_END) {
      write_byte(SLIP_ESC);
      write_byte(SLIP_ESC_END);
    } else if (byte == SLIP_ESC) {
      write_byte(SLIP_ESC);
      write_byte(SLIP_ESC_ESC);
    } else write_byte(byte);
  }
  write_byte(SLIP_END);
}
