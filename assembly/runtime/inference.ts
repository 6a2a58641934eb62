import { cycle_count, cycles_between, lower_trigger, micros, raise_trigger } from '../board';
import { Descriptor } from '../shared/descriptor';
import { Frame, InferFlag } from '../shared/protocol';
import { crc_of_layer, crc_of_outputs } from './checksum';
import { begin_frame, end_frame, put16, put32 } from './frames';
import { model, run_layer, stage_inputs } from './model';
import { next_in_stream } from './stream';

/** Microseconds and cycles of the last inference. */
export let last_us: u32 = 0;
export let last_cycles: u64 = 0;
/** Sum of `last_us` since it was set to 0: time with the trigger high. */
export let active_us: u32 = 0;

export function reset_active(): void {
  active_us = 0;
}

/** One inference: trigger high and both clocks read exactly around the layers. */
export function infer(): void {
  stage_inputs();
  const layers = model(Descriptor.LAYER_COUNT);
  raise_trigger();
  const us = micros();
  const cycles = cycle_count();
  for (let layer: u32 = 0; layer < layers; layer++) run_layer(layer);
  const end = cycle_count();
  last_us = micros() - us;
  lower_trigger();
  last_cycles = cycles_between(cycles, end, last_us);
  active_us += last_us;
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
    begin_frame(Frame.LAYER, next_in_stream());
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
  begin_frame(Frame.RESULT, next_in_stream());
  put32(inference);
  put32(last_us);
  put32(<u32>last_cycles);
  put32(<u32>(last_cycles >>> 32));
  put32(crc_of_outputs());
  end_frame();
}
