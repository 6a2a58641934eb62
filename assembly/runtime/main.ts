import { init_chip, sleep } from '../board';
import { ready } from './dut';
import { calibrate } from './inference';
import { paint_memory } from './marks';
import { reset_state } from './model';
import { receive } from './receive';
import { run_ordered } from './streams';
import { say_line } from './text';

export { uart_irq } from '../board';
export { timer_irq } from './power';

// Initial values of the firmware's variables, and where they live; the linker knows.
@external('env', 'data_load') declare const data_load: usize;


@external('env', 'data_start') declare const data_start: usize;


@external('env', 'data_end') declare const data_end: usize;


@external('env', 'bss_end') declare const bss_end: usize;

/** The reset vector: memory, clocks, drivers, then requests for ever. */
export function reset(): void {
  let from = data_load;
  for (let to = data_start; to != data_end; to += 4) {
    store<u32>(to, load<u32>(from));
    from += 4;
  }
  for (let to = data_end; to != bss_end; to += 4) store<u32>(to, 0);
  init_chip();
  calibrate();
  paint_memory();
  reset_state();
  say_line(ascii('m-init-done'));
  ready();
  while (true) {
    if (!receive()) sleep();
    run_ordered();
  }
}

/** Every fault and every unused vector: says so once, then stops with the trigger as it is. */
export function fault(): void {
  say_line(ascii('e-[hard fault]'));
  while (true) sleep();
}
