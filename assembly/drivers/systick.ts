import { CLOCK_HZ } from '../board';
import { load32, store32 } from './mcu';

// SysTick: ARMv6-M ARM (DDI 0419) B3.3, ARMv7-M ARM (DDI 0403) B3.3. The same on every Cortex-M.
const SYST_CSR: usize = 0xe000e010;
const SYST_RVR: usize = 0xe000e014;
const SYST_CVR: usize = 0xe000e018;
const MASK: u32 = 0xffffff;
const CYCLES_PER_US: u32 = CLOCK_HZ / 1_000_000;

/** Counts processor cycles, without interrupts. */
export function start_systick(): void {
  store32(SYST_RVR, MASK);
  store32(SYST_CVR, 0);
  store32(SYST_CSR, 5);
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
  const low = (end - start) & MASK;
  const estimate = <u64>us * CYCLES_PER_US;
  const wraps = (estimate - low + (MASK >>> 1)) >> 24;
  return (wraps << 24) + low;
}
