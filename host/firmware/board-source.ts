import type { BoardSpec } from '../../boards/spec.ts';

/** `assembly/board.ts` for one board: constants for its drivers, and which drivers. */
export const boardSource = ({ clockHz, counterHz, serial, trigger, firmware }: BoardSpec): string => {
  const constants: Record<string, number> = {
    CLOCK_HZ: clockHz,
    COUNTER_HZ: counterHz ?? clockHz,
    BAUD_RATE: serial.baudRate,
    ...(trigger && { TRIGGER_PIN: trigger.gpio }),
    ...Object.fromEntries(
      Object.entries(firmware.interrupts).map(([irq, handler]) => [handler.toUpperCase(), Number(irq)]),
    ),
    ...firmware.constants,
  };
  return [
    ...Object.entries(constants).map(([name, value]) => `export const ${name}: u32 = ${value};`),
    `export * from './drivers/${firmware.drivers}/chip';`,
    '',
  ].join('\n');
};
