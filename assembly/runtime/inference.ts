import { CLOCK_HZ, cycle_count, cycles_between, lower_trigger, micros, raise_trigger } from '../board';
import { Descriptor } from '../shared/descriptor';
import { Frame, InferFlag } from '../shared/protocol';
import { crc_of_layer, crc_of_outputs } from './checksum';
import { end_frame, put16, put32 } from './frames';
import { model, run_layer, stage_inputs } from './model';
import { sensor_cycles } from './power';
import { begin_stream_frame } from './stream';

/** Microseconds and cycles of the last inference. */
export let last_us: u32 = 0;
export let last_cycles: u64 = 0;
/** Cycles with the trigger high since they were reset, the sensor's interrupts left out. */
let active_cycles: u64 = 0;

export function reset_active(): void {
  active_cycles = 0;
}

/** From cycles, because microseconds of short inferences would add up their rounding. */
export function active_us(): u32 {
  return <u32>(active_cycles / (CLOCK_HZ / 1_000_000));
}

/** One inference: trigger high and both clocks read exactly around the layers. */
export function infer(): void {
  stage_inputs();
  const layers = model(Descriptor.LAYER_COUNT);
  raise_trigger();
  const us = micros();
  const sensor = sensor_cycles;
  const cycles = cycle_count();
  for (let layer: u32 = 0; layer < layers; layer++) run_layer(layer);
  const end = cycle_count();
  const interrupted = sensor_cycles - sensor;
  last_us = micros() - us;
  lower_trigger();
  last_cycles = cycles_between(cycles, end, last_us);
  active_cycles += last_cycles - interrupted;
}

/** One inference whose layers are timed one by one and told in LAYER frames; the frames' own cost is outside every time. */
export function infer_layers(inference: u32, flags: u32): void {
  stage_inputs();
  const layers = model(Descriptor.LAYER_COUNT);
  for (let layer: u32 = 0; layer < layers; layer++) {
    const us = micros();
    const cycles = cycle_count();
    run_layer(layer);
    const end = cycle_count();
    const taken = micros() - us;
    begin_stream_frame(Frame.LAYER);
    put32(inference);
    put16(layer);
    put16(0);
    put32(taken);
    put32(<u32>cycles_between(cycles, end, taken));
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
