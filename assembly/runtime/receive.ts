import { micros, read_byte } from '../board';
import { frame_buffer } from '../drivers/memory';
import { LAST_REQUEST, SLIP_END, SLIP_ESC, SLIP_ESC_END } from '../shared/protocol';
import { drop_command, serve_held, take_character } from './dut';
import { serve_frame } from './requests';
import { must_stop } from './stream';

// Received bytes, to whichever dialect they belong. Damage costs the frame that it hits: a closing 0xC0 that ends nonsense
// is taken as the opening one of the next frame, as the host does it too.

/** Larger than any frame: a longer one is damaged, and its checksum will say so. */
const FRAME_LIMIT: u32 = 262;
/** A host sends a frame in one go; one that stops in the middle of it is gone, and what follows begins anew. */
const SILENCE_US: u32 = 200_000;

let isFrame: bool = false;
let isEscaped: bool = false;
let received: u32 = 0;
let lastUs: u32 = 0;

/** Serves one received byte, or a command that a stream held up; false if there is nothing to do. */
export function receive(): bool {
  if (serve_held()) return true;
  const byte = read_byte();
  if (byte < 0) return false;
  const now = micros();
  if (now - lastUs > SILENCE_US) isFrame = false;
  lastUs = now;
  take(byte);
  return true;
}

/** For the loops of a stream: serves what has arrived; true if the stream shall end. */
export function is_interrupted(): bool {
  while (!must_stop() && receive()) {}
  return must_stop();
}

function take(byte: i32): void {
  if (byte == SLIP_END) {
    // The two dialects share a buffer: a frame ends a half-typed command.
    drop_command();
    isFrame = !(isFrame && received > 0 && serve_frame(received));
    received = 0;
    isEscaped = false;
    return;
  }
  // No request has the number of a printable character: this is text behind a stray 0xC0.
  if (isFrame && received == 0 && byte > LAST_REQUEST) isFrame = false;
  if (!isFrame) take_character(byte);
  else if (byte == SLIP_ESC) isEscaped = true;
  else {
    if (isEscaped) byte = byte == SLIP_ESC_END ? SLIP_END : SLIP_ESC;
    isEscaped = false;
    if (received < FRAME_LIMIT) {
      store<u8>(frame_buffer() + received, byte);
      received++;
    }
  }
}
