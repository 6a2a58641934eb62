import { COUNTER_HZ, cycle_count, cycles_between, lower_trigger, micros, raise_trigger } from '../board';
import { disable_interrupts, enable_interrupts } from '../drivers/mcu';
import { Descriptor } from '../shared/descriptor';
import { Frame, InferFlag } from '../shared/protocol';
import { crc_of_layer, crc_of_outputs } from './checksum';
import { end_frame, put16, put32 } from './frames';
import { model, run_layer, stage_inputs } from './model';
import { sensor_cycles } from './power';
import { begin_stream_frame } from './stream';

/** Both clocks before and after the layers that ran last. */
let start_cycles: u32 = 0;
let end_cycles: u32 = 0;
let taken_us: u32 = 0;
/** Cycles of the sensor's interrupts meanwhile. */
let sensor_share: u32 = 0;
/** Cycles from one reading to the other with no layer between them. */
let reading_cycles: u32 = 0;
/** Microseconds and cycles of the last inference. */
let last_us: u32 = 0;
let last_cycles: u64 = 0;
/** Cycles with the trigger high since they were reset, the sensor's interrupts left out. */
let active_cycles: u64 = 0;

export function reset_active(): void {
  active_cycles = 0;
}

/** From cycles, because microseconds of short inferences would add up their rounding. */
export function active_us(): u32 {
  return <u32>(active_cycles / (COUNTER_HZ / 1_000_000));
}

/**
 * Layers from `first` to before `end`, between two readings of both clocks. One function for no layer, one and all: what the
 * readings cost is then the same in all three, and an inference is its layers and the few cycles of going from one to the next.
 */
function run_layers(first: u32, end: u32): void {
  const us = micros();
  const sensor = sensor_cycles;
  const cycles = cycle_count();
  for (let layer = first; layer < end; layer++) run_layer(layer);
  end_cycles = cycle_count();
  sensor_share = sensor_cycles - sensor;
  taken_us = micros() - us;
  start_cycles = cycles;
}

function cycles_taken(): u64 {
  return cycles_between(start_cycles, end_cycles, taken_us) - reading_cycles;
}

/** Measures what the readings cost, undisturbed by a host that sends already. */
export function calibrate(): void {
  disable_interrupts();
  run_layers(0, 0);
  enable_interrupts();
  reading_cycles = <u32>cycles_taken();
}

/** One inference, with the trigger high. */
export function infer(): void {
  stage_inputs();
  raise_trigger();
  run_layers(0, model(Descriptor.LAYER_COUNT));
  lower_trigger();
  last_us = taken_us;
  last_cycles = cycles_taken();
  active_cycles += last_cycles - sensor_share;
}

/** One inference whose layers are timed one by one and told in LAYER frames; the frames' own cost is outside every time. */
export function infer_layers(inference: u32, flags: u32): void {
  stage_inputs();
  const layers = model(Descriptor.LAYER_COUNT);
  for (let layer: u32 = 0; layer < layers; layer++) {
    run_layers(layer, layer + 1);
    begin_stream_frame(Frame.LAYER);
    put32(inference);
    put16(layer);
    put16(0);
    put32(taken_us);
    put32(<u32>cycles_taken());
    put32(flags & InferFlag.LAYER_CRCS ? crc_of_layer(layer) : 0);
    end_frame();
  }
}

export function send_result(inference: u32): void {
  begin_stream_frame(Frame.RESULT);
  put32(inference);
  put32(last_us);
  put32(<u32>last_cycles);
  put32(<u32>(last_cycles >>> 32));
  put32(crc_of_outputs());
  end_frame();
}
