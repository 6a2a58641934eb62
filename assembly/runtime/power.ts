import { COUNTER_HZ, clear_alarm, cycle_count, is_trigger_high, micros, set_alarm, stop_alarm } from '../board';
import { SAMPLE_BYTES, SAMPLE_RING, sample_ring } from '../drivers/memory';
import { read_shunt, read_supply, start_ina219 } from '../drivers/ina219';
import { disable_interrupts, enable_interrupts } from '../drivers/mcu';
import { Frame, SampleFlag } from '../shared/protocol';
import { end_frame, put16 } from './frames';
import { begin_stream_frame } from './stream';

// The sensor is read from a timer interrupt, so that long inferences have samples too. What the interrupt costs is counted:
// it is left out of the inferences' own time, and told to the host.

const SAMPLES_PER_FRAME: u32 = 20;
/** An alarm that is set for the past would wait for the timer to wrap (RP2040 datasheet 4.6.3). */
const ALARM_MARGIN_US: i32 = 20;
/** A conversion may have ended just after the interrupt that read its predecessor: what disturbs one touches two samples. */
const DISTURBED_SAMPLES: u32 = 2;

let head: u32 = 0;
let tail: u32 = 0;
let period: u32 = 0;
let alarm_at: u32 = 0;
/** Bus register at the beginning of the window, -1 if the sensor did not answer. */
let supply: i32 = 0;
let disturbed: u32 = 0;
let isSampling: bool = false;
/** Cycles of the interrupt since the last window began, modulo 2^32: half an hour's worth at 2 %. */
export let sensor_cycles: u32 = 0;
export let sensor_reads: u32 = 0;
export let lost_samples: u32 = 0;

export function sensor_us(): u32 {
  return sensor_cycles / (COUNTER_HZ / 1_000_000);
}

/** Interrupt handler: one register per conversion period, kept until the inference ends. */
export function timer_irq(): void {
  const start = cycle_count();
  const now = micros();
  clear_alarm();
  const shunt = read_shunt();
  const next = (head + 1) & (SAMPLE_RING - 1);
  if (next == tail || shunt < 0 || supply < 0) lost_samples++;
  else {
    const at = sample_ring() + head * SAMPLE_BYTES;
    store<u16>(at, now);
    store<u16>(at, now >>> 16, 2);
    store<u16>(at, shunt, 4);
    store<u16>(at, supply, 6);
    store<u8>(at, (is_trigger_high() ? SampleFlag.TRIGGER : 0) | (disturbed > 0 ? SampleFlag.DISTURBED : 0), 8);
    store<u8>(at, 0, 9);
    head = next;
  }
  if (disturbed > 0) disturbed--;
  alarm_at += period;
  while (<i32>(alarm_at - micros()) < ALARM_MARGIN_US) {
    alarm_at += period;
    lost_samples++;
  }
  set_alarm(alarm_at);
  sensor_reads++;
  sensor_cycles += (cycle_count() - start) & 0xffffff;
}

export function has_sensor(): bool {
  // The interrupt owns the bus while it samples.
  return isSampling || start_ina219();
}

/** Takes the supply's voltage, then starts the first conversion of the current and the interrupt that reads one each `periodUs`. */
export function start_sampling(periodUs: u32): void {
  head = 0;
  tail = 0;
  sensor_cycles = 0;
  sensor_reads = 0;
  lost_samples = 0;
  disturbed = 0;
  period = periodUs;
  supply = read_supply();
  start_ina219();
  isSampling = true;
  alarm_at = micros() + period;
  set_alarm(alarm_at);
}

export function stop_sampling(): void {
  disable_interrupts();
  stop_alarm();
  enable_interrupts();
  isSampling = false;
}

function waiting(): u32 {
  return (head - tail) & (SAMPLE_RING - 1);
}

/** Sends what has gathered; `all` also a frame that is not full. */
export function send_samples(all: bool): void {
  while (waiting() >= SAMPLES_PER_FRAME || (all && waiting() > 0)) {
    begin_stream_frame(Frame.SAMPLE);
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
    disturbed = DISTURBED_SAMPLES;
  }
}
