import { call } from '../drivers/mcu';
import { Descriptor, LAYER_BYTES, SPAN_BYTES } from '../shared/descriptor';

// What the linker tells of the model; see shared/descriptor.ts.
@external('env', 'descriptor') declare const descriptor: usize;

export function model(field: Descriptor): u32 {
  return load<u32>(descriptor + field);
}

function copy(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i++) store<u8>(to + i, load<u8>(from + i));
}

/** Puts the loaded inputs where the first layers read them: the arena is reused, so before every inference. */
export function stage_inputs(): void {
  let from = model(Descriptor.STAGING);
  let span = model(Descriptor.INPUTS);
  for (let left = model(Descriptor.INPUT_COUNT); left > 0; left--) {
    const bytes = load<u32>(span, 4);
    copy(from, model(Descriptor.ARENA) + load<u32>(span), bytes);
    from += bytes;
    span += SPAN_BYTES;
  }
}

export function run_layer(layer: u32): void {
  call(load<u32>(model(Descriptor.LAYERS) + layer * LAYER_BYTES));
}

/** Makes the network forget its earlier inferences. */
export function reset_state(): void {
  const reset = model(Descriptor.RESET);
  if (reset) call(reset);
}

/** Byte `at` of the concatenated outputs. */
export function output_byte(at: u32): u32 {
  let span = model(Descriptor.OUTPUTS);
  while (at >= load<u32>(span, 4)) {
    at -= load<u32>(span, 4);
    span += SPAN_BYTES;
  }
  return load<u8>(model(Descriptor.ARENA) + load<u32>(span) + at);
}
