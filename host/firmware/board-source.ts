import type { BoardSpec } from '../../boards/spec.ts';

/** `assembly/board.ts` for one board: constants for its drivers, and which drivers. */
export const boardSource = ({ clockHz, serial, trigger, firmware }: BoardSpec): string =>
  [
    `export const CLOCK_HZ: u32 = ${clockHz};`,
    `export const BAUD_RATE: u32 = ${serial.baudRate};`,
    `export const TRIGGER_PIN: u32 = ${trigger.gpio};`,
    `export * from './drivers/${firmware.drivers}/chip';`,
    '',
  ].join('\n');
