import { KiB, MHz } from '../host/units.ts';
import type { BoardSpec } from './spec.ts';

// Arm Application Note AN547 (DAI 0547): Cortex-M55 on V2M-MPS3; secure aliases, since the core starts in secure state.
// Code lies in the whole instruction TCM, data in half of the data TCM: as large as a microcontroller's.
export default {
  title: 'Cortex-M55 on QEMU (mps3-an547)',
  target: 'thumbv7em',
  core: 'cortex-m55',
  clockHz: 32 * MHz,
  counterHz: 20 * MHz,
  flash: { name: 'itcm', origin: 0x1000_0000, bytes: 512 * KiB },
  ram: { name: 'dtcm', origin: 0x3000_0000, bytes: 256 * KiB },
  stackBytes: 4 * KiB,
  firmware: {
    drivers: 'mps2',
    vectorsOffset: 0,
    interrupts: { 33: 'uart_irq' }, // UART 0 receive
    constants: { UART: 0x5930_3000, UART_HZ: 25 * MHz, FPGAIO: 0x5930_2000 },
  },
  programmer: 'qemu',
  serial: { baudRate: 115_200 },
  timing: 'counted',
  counts: 'instructions',
  emulator: 'qemu',
  qemu: { machine: 'mps3-an547', instructionNs: 256 },
  status: 'emulated',
} satisfies BoardSpec;
