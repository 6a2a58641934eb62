import { CLOCK_HZ, TIMER_IRQ } from '../../board';
import { load32, store32 } from '../mcu';
import { enable_irq } from '../nvic';

// RP2040 datasheet 4.6: 1 MHz timer with four alarms. SysTick: ARMv6-M ARM B3.3.
const ALARM0: usize = 0x40054010;
const TIMERAWL: usize = 0x40054028;
const ARMED: usize = 0x40054020;
const INTR: usize = 0x40054034;
const INTE: usize = 0x40054038;
const SYST_CSR: usize = 0xe000e010;
const SYST_RVR: usize = 0xe000e014;
const SYST_CVR: usize = 0xe000e018;
const SYSTICK_MASK: u32 = 0xffffff;
const CYCLES_PER_US: u32 = CLOCK_HZ / 1_000_000;

export function init_timer(): void {
  store32(SYST_RVR, SYSTICK_MASK);
  store32(SYST_CVR, 0);
  // Enabled, counting processor cycles, without interrupts.
  store32(SYST_CSR, 5);
  enable_irq(TIMER_IRQ);
}

export function micros(): u32 {
  return load32(TIMERAWL);
}

/** SysTick counts down; this counts up, modulo 2^24. */
export function cycle_count(): u32 {
  return 0 - load32(SYST_CVR);
}

/**
 * Processor cycles between two readings of `cycle_count`, given the microseconds between them: SysTick says how many modulo
 * 2^24, the timer how often it wrapped.
 */
export function cycles_between(start: u32, end: u32, us: u32): u64 {
  const low = (end - start) & SYSTICK_MASK;
  const estimate = <u64>us * CYCLES_PER_US;
  const wraps = (estimate - low + (SYSTICK_MASK >>> 1)) >> 24;
  return (wraps << 24) + low;
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
