// What the runtime asks of a chip. Each folder of drivers has this file, with these exports. Cycles are those of COUNTER_HZ.
import { wfe } from '../mcu';
import { init_clocks } from './clocks';
import { init_i2c } from './i2c';
import { init_timer } from './timer';
import { init_trigger } from './trigger';
import { init_uart } from './uart';

export { read_byte, rx_overruns } from '../ring';
export { read_register, write_register } from './i2c';
export { clear_alarm, cycle_count, cycles_between, micros, set_alarm, stop_alarm } from './timer';
export { is_trigger_high, lower_trigger, raise_trigger } from './trigger';
export { uart_irq, write_byte } from './uart';

export function init_chip(): void {
  init_clocks();
  init_trigger();
  init_timer();
  init_uart();
  init_i2c();
}

/** Sleeps until an interrupt. One that came since the last sleep ends it at once: its handler set the event. */
export function sleep(): void {
  wfe();
}
