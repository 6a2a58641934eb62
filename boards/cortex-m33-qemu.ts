import { KiB, MHz, MiB } from '../host/units.ts';
import type { BoardSpec } from './spec.ts';

// Arm Application Note AN505 (DAI 0505): Cortex-M33 on V2M-MPS2+; secure aliases, since the core starts in secure state.
// Memories are a part of the board's, as large as a microcontroller's.
export default {
  title: 'Cortex-M33 on QEMU (mps2-an505)',
  target: 'thumbv7em',
  core: 'cortex-m33',
  clockHz: 20 * MHz,
  flash: { name: 'ssram1', origin: 0x1000_0000, bytes: 1 * MiB },
  ram: { name: 'ssram2', origin: 0x3800_0000, bytes: 256 * KiB },
  stackBytes: 4 * KiB,
  firmware: {
    drivers: 'mps2',
    vectorsOffset: 0,
    interrupts: { 32: 'uart_irq' }, // UART 0 receive
    constants: { UART: 0x5020_0000, UART_HZ: 20 * MHz, FPGAIO: 0x5030_2000 },
  },
  programmer: 'qemu',
  serial: { baudRate: 115_200 },
  timing: 'counted',
  counts: 'instructions',
  emulator: 'qemu',
  qemu: { machine: 'mps2-an505', instructionNs: 256 },
  status: 'emulated',
} satisfies BoardSpec;
