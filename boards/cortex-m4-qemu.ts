import { KiB, MHz, MiB, mA } from '../host/units.ts';
import type { BoardSpec } from './spec.ts';

// Arm Application Note AN386 (DAI 0386): Cortex-M4 on V2M-MPS2. Memories are a part of the board's 4 MiB each, as large as a microcontroller's.
export default {
  title: 'Cortex-M4 on QEMU (mps2-an386)',
  target: 'thumbv7em',
  core: 'cortex-m4',
  clockHz: 25 * MHz,
  flash: { name: 'ssram1', origin: 0x0000_0000, bytes: 1 * MiB },
  ram: { name: 'ssram23', origin: 0x2000_0000, bytes: 256 * KiB },
  stackBytes: 4 * KiB,
  firmware: {
    drivers: 'mps2',
    vectorsOffset: 0,
    interrupts: { 0: 'uart_irq' }, // UART 0 receive
    constants: { UART: 0x4000_4000, UART_HZ: 25 * MHz, FPGAIO: 0x4002_8000 },
  },
  programmer: 'qemu',
  serial: { baudRate: 115_200 },
  timing: 'counted',
  counts: 'instructions',
  emulator: 'qemu',
  qemu: { machine: 'mps2-an386', instructionNs: 256 },
  // MLPerf Tiny v1.1, closed, ST, image classification on a NUCLEO-L4R5ZI at 120 MHz: 7,019 µJ × 4.983/s = 35 mW, taken as proportional to the clock.
  current: {
    activeA: 4.05 * mA,
    supplyV: 1.8,
    source: 'declared: 0.29 nJ a cycle, what a NUCLEO-L4R5ZI (Cortex-M4, 1.8 V) took in MLPerf Tiny v1.1',
  },
  status: 'emulated',
} satisfies BoardSpec;
