import { KiB, MHz, MiB, mA } from '../host/units.ts';
import type { BoardSpec } from './spec.ts';

export default {
  title: 'Raspberry Pi Pico, emulated',
  target: 'thumbv6m',
  core: 'cortex-m0plus',
  clockHz: 125 * MHz,
  flash: { name: 'flash', origin: 0x1000_0000, bytes: 2 * MiB },
  ram: { name: 'sram', origin: 0x2000_0000, bytes: 264 * KiB },
  stackBytes: 4 * KiB,
  firmware: {
    drivers: 'rp2040',
    bootBlock: 'boot2',
    vectorsOffset: 0x100, // RP2040 datasheet, 2.8.3.1.1: behind the boot block
    interrupts: { 0: 'timer_irq', 20: 'uart_irq' }, // RP2040 datasheet, 2.3.2
  },
  programmer: 'uf2',
  uf2: { familyId: 0xe48b_ff56, boardId: 'RPI-RP2' },
  serial: { baudRate: 115_200 },
  trigger: { gpio: 22 },
  timing: 'counted',
  counts: 'cycles',
  emulator: 'pico-emulated',
  current: {
    activeA: 24 * mA,
    sleepA: 8 * mA,
    supplyV: 3.3,
    source: 'declared for the emulated sensor; see the board `pico`',
  },
  status: 'emulated',
} satisfies BoardSpec;
