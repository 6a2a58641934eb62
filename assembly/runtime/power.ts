import { clear_alarm, is_trigger_high, micros, set_alarm, stop_alarm } from '../board';
import { SAMPLE_BYTES, SAMPLE_RING, sample_ring } from '../drivers/memory';
import { read_bus, read_shunt, start_ina219 } from '../drivers/ina219';
import { disable_interrupts, enable_interrupts, wfe } from '../drivers/mcu';
import { Frame, Status } from '../shared/protocol';
import { begin_frame, end_frame, put16, put32 } from './frames';
import { active_us, infer, reset_active } from './inference';
import { begin_stream, next_in_stream, send_done } from './stream';

const SAMPLES_PER_FRAME: u32 = 20;

let head: u32 = 0;
let tail: u32 = 0;
let period: u32 = 0;
let alarm_at: u32 = 0;
/** What sampling cost and lost since the last window began. */
export let sensor_us: u32 = 0;
export let sensor_reads: u32 = 0;
export let lost_samples: u32 = 0;

/** Interrupt handler: one pair of registers per conversion period, kept until the inference ends. */
export function timer_irq(): void {
  clear_alarm();
  const now = micros();
  alarm_at += period;
  set_alarm(alarm_at);
  const shunt = read_shunt();
  const bus = read_bus();
  const next = (head + 1) & (SAMPLE_RING - 1);
  if (next == tail || bus < 0) lost_samples++;
  else {
    const at = sample_ring() + head * SAMPLE_BYTES;
    store<u16>(at, now);
    store<u16>(at, now >>> 16, 2);
    store<u16>(at, shunt, 4);
    store<u16>(at, bus, 6);
    store<u8>(at, u32(is_trigger_high()), 8);
    store<u8>(at, 0, 9);
    head = next;
  }
  sensor_reads++;
  sensor_us += micros() - now;
}

function waiting(): u32 {
  return (head - tail) & (SAMPLE_RING - 1);
}

/** Sends what has gathered; `all` also a frame that is not full. */
function send_samples(all: bool): void {
  while (waiting() >= SAMPLES_PER_FRAME || (all && waiting() > 0)) {
    begin_frame(Frame.SAMPLE, next_in_stream());
    for (let left = min(waiting(), SAMPLES_PER_FRAME); left > 0; left--) {
      const at = sample_ring() + tail * SAMPLE_BYTES;
      put16(load<u16>(at));
      put16(load<u16>(at, 2));
      put16(load<u16>(at, 4));
      put16(load<u16>(at, 6));
      put16(load<u16>(at, 8));
      tail = (tail + 1) & (SAMPLE_RING - 1);
    }
    end_frame();
  }
}

export function has_sensor(): bool {
  return start_ina219();
}

/** Inferences back to back for `windowMs`, or sleep where `isIdle`, while the sensor is read. */
export function measure(windowMs: u32, periodUs: u32, isIdle: bool): void {
  begin_stream();
  reset_active();
  head = 0;
  tail = 0;
  sensor_us = 0;
  sensor_reads = 0;
  lost_samples = 0;
  period = periodUs;
  start_ina219();
  const start = micros();
  alarm_at = start + period;
  set_alarm(alarm_at);
  const windowUs = windowMs * 1000;
  let inferences: u32 = 0;
  do {
    if (isIdle) wfe();
    else {
      infer();
      inferences++;
    }
    send_samples(false);
  } while (micros() - start < windowUs);
  const taken = micros() - start;
  disable_interrupts();
  stop_alarm();
  enable_interrupts();
  send_samples(true);
  send_done(Status.OK, inferences, taken, active_us);
}
