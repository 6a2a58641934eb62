import { init_chip, read_byte } from '../board';
import { wfe } from '../drivers/mcu';
import { frame_buffer } from '../drivers/memory';
import { SLIP_END, SLIP_ESC, SLIP_ESC_END } from '../shared/protocol';
import { ready, take_character } from './dut';
import { paint_memory } from './marks';
import { serve_frame } from './requests';
import { say_line } from './text';

export { uart_irq } from '../board';
export { timer_irq } from './power';

// Initial values of the firmware's variables, and where they live; the linker knows.
@external('env', 'data_load') declare const data_load: usize;


@external('env', 'data_start') declare const data_start: usize;


@external('env', 'data_end') declare const data_end: usize;


@external('env', 'bss_end') declare const bss_end: usize;

/** Larger than any frame: a longer one is damaged, and its checksum will say so. */
const FRAME_LIMIT: u32 = 262;

let isFrame: bool = false;
let isEscaped: bool = false;
let received: u32 = 0;

/** The reset vector: memory, clocks, drivers, then requests for ever. */
export function reset(): void {
  let from = data_load;
  for (let to = data_start; to != data_end; to += 4) {
    store<u32>(to, load<u32>(from));
    from += 4;
  }
  for (let to = data_end; to != bss_end; to += 4) store<u32>(to, 0);
  init_chip();
  paint_memory();
  say_line('m-init-done');
  ready();
  while (true) {
    const byte = read_byte();
    if (byte < 0) wfe();
    else take(byte);
  }
}

/** One received byte, to whichever dialect it belongs. */
function take(byte: i32): void {
  if (byte == SLIP_END) {
    if (isFrame && received > 0) {
      serve_frame(received);
      isFrame = false;
    } else isFrame = true;
    received = 0;
    isEscaped = false;
  } else if (!isFrame) take_character(byte);
  else if (byte == SLIP_ESC) isEscaped = true;
  else {
    if (isEscaped) byte = byte == SLIP_ESC_END ? SLIP_END : SLIP_ESC;
    isEscaped = false;
    if (received < FRAME_LIMIT) store<u8>(frame_buffer() + received, byte);
    received++;
    if (received > FRAME_LIMIT) received = FRAME_LIMIT;
  }
}

/** Every fault and every unused vector: says so once, then stops with the trigger as it is. */
export function fault(): void {
  say_line('e-[hard fault]');
  while (true) wfe();
}
