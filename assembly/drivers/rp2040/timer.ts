import { TIMER_IRQ } from '../../board';
import { load32, store32 } from '../mcu';
import { enable_irq } from '../nvic';

// RP2040 datasheet 4.6: 1 MHz timer with four alarms.
const ALARM0: usize = 0x40054010;
const TIMERAWL: usize = 0x40054028;
const ARMED: usize = 0x40054020;
const INTR: usize = 0x40054034;
const INTE: usize = 0x40054038;

export function init_timer(): void {
  enable_irq(TIMER_IRQ);
}

export function micros(): u32 {
  return load32(TIMERAWL);
}

export function set_alarm(us: u32): void {
  store32(INTE, 1);
  store32(ALARM0, us);
}

export function clear_alarm(): void {
  store32(INTR, 1);
}

export function stop_alarm(): void {
  store32(INTE, 0);
  store32(ARMED, 1);
  store32(INTR, 1);
}
