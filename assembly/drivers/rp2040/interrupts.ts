import { store32 } from '../mcu';

const NVIC_ISER: usize = 0xe000e100;
const NVIC_ICPR: usize = 0xe000e280;

export function enable_irq(irq: u32): void {
  store32(NVIC_ICPR, 1 << irq);
  store32(NVIC_ISER, 1 << irq);
}
