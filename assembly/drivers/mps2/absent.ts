// What the runtime asks of a chip and these images lack: a bus with a sensor, its alarm, and the trigger pin. The sensor is
// asked for first, and does not answer, so no alarm is ever set.

export function read_register(_device: u32, _register: u32): i32 {
  return -1;
}

export function write_register(_device: u32, _register: u32, _value: u32): bool {
  return false;
}

export function set_alarm(_us: u32): void {}

export function clear_alarm(): void {}

export function stop_alarm(): void {}

export function raise_trigger(): void {}

export function lower_trigger(): void {}

export function is_trigger_high(): bool {
  return false;
}
