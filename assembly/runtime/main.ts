import { wfe } from '../drivers/mcu';
import { frame_buffer } from '../drivers/memory';
import { init_clocks } from '../drivers/rp2040/clocks';
import { make_output } from '../drivers/rp2040/gpio';
import { init_i2c } from '../drivers/rp2040/i2c';
import { init_timer } from '../drivers/rp2040/timer';
import { init_uart, read_byte } from '../drivers/rp2040/uart';
import { SLIP_END, SLIP_ESC, SLIP_ESC_END } from '../shared/protocol';
import { ready, take_character } from './dut';
import { TRIGGER_PIN } from './inference';
import { paint_memory } from './marks';
import { serve_frame } from './requests';
import { say_line } from './text';

export { uart_irq } from '../drivers/rp2040/uart';
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
  init_clocks();
  make_output(TRIGGER_PIN);
  init_timer();
  init_uart();
  init_i2c();
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
