// Arm MPS2 and MPS3 boards with the FPGA images AN386, AN500, AN505 and AN547. They differ in addresses and clocks, which the
// board files give. Images with TrustZone start in secure state, where all of it stays.
import { disable_interrupts, enable_interrupts, wfi } from '../mcu';
import { is_empty } from '../ring';
import { init_timer } from './timer';
import { init_uart } from './uart';

export { read_byte, rx_overruns } from '../ring';
export {
  clear_alarm,
  is_trigger_high,
  lower_trigger,
  raise_trigger,
  read_register,
  set_alarm,
  stop_alarm,
  write_register,
} from './absent';
export { cycle_count, cycles_between, micros } from './timer';
export { uart_irq, write_byte } from './uart';

export function init_chip(): void {
  init_timer();
  init_uart();
}

/**
 * Sleeps until a byte comes. WFI also wakes for an interrupt that is masked (DDI 0403, B1.5.19), so that none slips in between
 * the look and the sleep. QEMU does not sleep in WFE.
 */
export function sleep(): void {
  disable_interrupts();
  if (is_empty()) wfi();
  enable_interrupts();
}
