import { COUNTER_HZ, FPGAIO } from '../../board';
import { load32, store32 } from '../mcu';

// FPGA system control and I/O, the same block in every image (AN505, "FPGA system control and I/O"): PSCNTR counts from PRESCALE
// down to zero at COUNTER_HZ, again and again, and COUNTER the times. QEMU computes both from its virtual time alone; its SysTick
// and CMSDK timers are exact but for the instruction in which they wrap.
const COUNTER: usize = FPGAIO + 0x18;
const PRESCALE: usize = FPGAIO + 0x1c;
const PSCNTR: usize = FPGAIO + 0x20;
const STEP_US: u32 = 10;
const STEP_CYCLES: u32 = STEP_US * (COUNTER_HZ / 1_000_000);
const SYST_CSR: usize = 0xe000e010;
const SYST_RVR: usize = 0xe000e014;

export function init_timer(): void {
  store32(PRESCALE, STEP_CYCLES - 1);
  // SysTick is not read. But in QEMU time passes in sleep only while some timer runs.
  store32(SYST_RVR, 0xffffff);
  store32(SYST_CSR, 5);
}

/** In steps of ten. */
export function micros(): u32 {
  return load32(COUNTER) * STEP_US;
}

/**
 * Modulo 2^32. PSCNTR belongs to the step before it where it is near its end, and to the one behind it where it began anew.
 * Without a branch, so that every reading takes as many instructions.
 */
export function cycle_count(): u32 {
  const before = load32(COUNTER);
  const left = load32(PSCNTR);
  const behind = load32(COUNTER);
  const isNearEnd = (left - STEP_CYCLES / 2) >>> 31;
  return (behind - ((behind - before) & isNearEnd) + 1) * STEP_CYCLES - left;
}

/** The counter says how many modulo 2^32, the microseconds how often it wrapped. */
export function cycles_between(start: u32, end: u32, us: u32): u64 {
  const low = end - start;
  const estimate = <u64>us * (COUNTER_HZ / 1_000_000);
  const wraps = (estimate - low + 0x80000000) >> 32;
  return (wraps << 32) + low;
}
