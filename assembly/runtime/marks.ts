import { stack_pointer } from '../drivers/mcu';
import { Descriptor } from '../shared/descriptor';
import { model } from './model';

// Memory is painted once; what no longer shows the paint has been used.

const PAINT: u32 = 0xa5a5a5a5;
/** Bytes below the stack pointer that painting leaves alone: its own frame and an interrupt's. */
const MARGIN: usize = 256;

export function paint_memory(): void {
  const top = stack_pointer() - MARGIN;
  for (let at: usize = model(Descriptor.STACK_BOTTOM); at < top; at += 4) store<u32>(at, PAINT);
  const arena: usize = model(Descriptor.ARENA);
  const end = arena + model(Descriptor.ARENA_BYTES);
  for (let at = arena; at < end; at += 4) store<u32>(at, PAINT);
}

/** The lowest stack word is the canary. */
export function is_stack_intact(): bool {
  return load<u32>(model(Descriptor.STACK_BOTTOM)) == PAINT;
}

export function stack_used(): u32 {
  let at: usize = model(Descriptor.STACK_BOTTOM);
  while (load<u32>(at) == PAINT) at += 4;
  return model(Descriptor.STACK_TOP) - <u32>at;
}

/** Up to the highest word that was written. */
export function arena_used(): u32 {
  const arena: usize = model(Descriptor.ARENA);
  let at = arena + model(Descriptor.ARENA_BYTES);
  while (at > arena && load<u32>(at - 4) == PAINT) at -= 4;
  return <u32>(at - arena);
}
