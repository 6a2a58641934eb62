import { store32 } from '../mcu';

// RP2040 datasheet 2.19: functions (table 278) and pads.
const IO_BANK0_CTRL: usize = 0x40014004;
const PADS: usize = 0x4001c004;

export const FUNCTION_UART: u32 = 2;
export const FUNCTION_I2C: u32 = 3;
export const FUNCTION_SIO: u32 = 5;
/** Input enabled, Schmitt trigger, 4 mA, pull-up. */
const PAD_PULLED_UP: u32 = 0x5a;

export function set_function(pin: u32, fn: u32): void {
  store32(IO_BANK0_CTRL + (pin << 3), fn);
}

export function pull_up(pin: u32): void {
  store32(PADS + (pin << 2), PAD_PULLED_UP);
}
