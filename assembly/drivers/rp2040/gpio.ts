import { store32 } from '../mcu';

// RP2040 datasheet 2.19 (GPIO, pads) and 2.3.1 (SIO).
const IO_BANK0_CTRL: usize = 0x40014004;
const PADS: usize = 0x4001c004;
const SIO_OUT_SET: usize = 0xd0000014;
const SIO_OUT_CLR: usize = 0xd0000018;
const SIO_OE_SET: usize = 0xd0000024;

export const FUNCTION_UART: u32 = 2;
export const FUNCTION_I2C: u32 = 3;
const FUNCTION_SIO: u32 = 5;
/** Input enabled, Schmitt trigger, 4 mA, pull-up. */
const PAD_PULLED_UP: u32 = 0x5a;

export function set_function(pin: u32, fn: u32): void {
  store32(IO_BANK0_CTRL + (pin << 3), fn);
}

export function pull_up(pin: u32): void {
  store32(PADS + (pin << 2), PAD_PULLED_UP);
}

export function make_output(pin: u32): void {
  store32(SIO_OUT_CLR, 1 << pin);
  store32(SIO_OE_SET, 1 << pin);
  set_function(pin, FUNCTION_SIO);
}

export function set_pin(pin: u32): void {
  store32(SIO_OUT_SET, 1 << pin);
}

export function clear_pin(pin: u32): void {
  store32(SIO_OUT_CLR, 1 << pin);
}
