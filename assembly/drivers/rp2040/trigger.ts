import { TRIGGER_PIN } from '../../board';
import { load32, store32 } from '../mcu';
import { FUNCTION_SIO, set_function } from './gpio';

// RP2040 datasheet 2.3.1.2 (SIO): one store sets or clears a pin.
const OUT: usize = 0xd0000010;
const OUT_SET: usize = 0xd0000014;
const OUT_CLR: usize = 0xd0000018;
const OE_SET: usize = 0xd0000024;

/** The pin that is high exactly while an inference runs: what external instruments gate on. */
export function init_trigger(): void {
  lower_trigger();
  store32(OE_SET, 1 << TRIGGER_PIN);
  set_function(TRIGGER_PIN, FUNCTION_SIO);
}

export function raise_trigger(): void {
  store32(OUT_SET, 1 << TRIGGER_PIN);
}

export function lower_trigger(): void {
  store32(OUT_CLR, 1 << TRIGGER_PIN);
}

export function is_trigger_high(): bool {
  return ((load32(OUT) >>> TRIGGER_PIN) & 1) != 0;
}
