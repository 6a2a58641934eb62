import type { RP2040 } from 'rp2040js';

const LOWEST_PRIORITY = 4;
const SVCALL = 11;
const PENDSV = 14;
const SYSTICK = 15;
const FIRST_IRQ = 16;

/** The enabled pending exception of highest priority above `floor`, or 0. ARMv6-M Architecture Reference Manual, B1.5.4. */
const pendingException = (core: RP2040['core'], floor: number): number => {
  const irqs = core.pendingInterrupts & core.enabledInterrupts;
  for (let priority = 0; priority < floor; priority++) {
    if (core.pendingSVCall && priority === core.svCallPriority) return SVCALL;
    if (core.pendingPendSV && priority === core.pendSVPriority) return PENDSV;
    if (core.pendingSystick && priority === core.systickPriority) return SYSTICK;
    const level = irqs & (core.interruptPriorities[priority] ?? 0);
    if (level !== 0) return FIRST_IRQ + 31 - Math.clz32(level & -level);
  }
  return 0;
};

/** Wakes a waiting core, and enters the pending exception unless PRIMASK holds it off; true if it entered. The package enters it even then. */
export const serveExceptions = (core: RP2040['core']): boolean => {
  const active = core.exceptionPriority(core.IPSR);
  const exception = pendingException(core, Math.min(active, LOWEST_PRIORITY));
  if (exception === 0) {
    core.interruptsUpdated = false;
    return false;
  }
  core.waiting = false;
  if (core.PM) {
    core.interruptsUpdated = false;
    return false;
  }
  if (exception === SVCALL) core.pendingSVCall = false;
  if (exception === PENDSV) core.pendingPendSV = false;
  if (exception === SYSTICK) core.pendingSystick = false;
  core.exceptionEntry(exception);
  return true;
};
