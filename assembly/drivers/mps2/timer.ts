import { FPGAIO, FPGAIO_HZ } from '../../board';
import { load32, store32 } from '../mcu';

// FPGA system control and I/O, the same block in every image (AN386, AN500, AN505, AN547; chapter "FPGA system control and I/O"):
// COUNTER goes up by one whenever a counter that runs from PRESCALE down to zero begins anew.
const COUNTER: usize = FPGAIO + 0x18;
const PRESCALE: usize = FPGAIO + 0x1c;

/** Microseconds. */
export function init_timer(): void {
  store32(PRESCALE, FPGAIO_HZ / 1_000_000 - 1);
}

export function micros(): u32 {
  return load32(COUNTER);
}
