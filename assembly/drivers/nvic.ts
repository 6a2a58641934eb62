import { store32 } from './mcu';

// ARMv6-M ARM (DDI 0419) B3.4, ARMv7-M ARM (DDI 0403) B3.4: one bit an interrupt, 32 a register.
const ISER: usize = 0xe000e100;
const ICPR: usize = 0xe000e280;

export function enable_irq(irq: u32): void {
  const word = (irq >>> 5) << 2;
  store32(ICPR + word, 1 << (irq & 31));
  store32(ISER + word, 1 << (irq & 31));
}
