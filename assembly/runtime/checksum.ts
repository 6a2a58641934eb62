import { Descriptor, LAYER_BYTES, SEVERAL_OUTPUTS, SPAN_BYTES } from '../shared/descriptor';
import { model } from './model';

/** One byte of CRC-32 (ISO 3309, reflected polynomial 0xedb88320), four bits a step. */
function step(crc: u32, byte: u32): u32 {
  crc ^= byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & (0 - (crc & 1)));
  return crc;
}

/** Over `count` pieces of the arena, one after the other; at least one. */
function crc_of_spans(span: usize, count: u32): u32 {
  let crc: u32 = 0xffffffff;
  do {
    let at = model(Descriptor.ARENA) + load<u32>(span);
    const end = at + load<u32>(span, 4);
    while (at != end) {
      crc = step(crc, load<u8>(at));
      at++;
    }
    span += SPAN_BYTES;
    count--;
  } while (count);
  return ~crc;
}

export function crc_of_outputs(): u32 {
  return crc_of_spans(model(Descriptor.OUTPUTS), model(Descriptor.OUTPUT_COUNT));
}

export function crc_of_layer(layer: u32): u32 {
  const entry = model(Descriptor.LAYERS) + layer * LAYER_BYTES;
  const bytes = load<u32>(entry, 8);
  if (bytes < SEVERAL_OUTPUTS) return crc_of_spans(entry + 4, 1);
  return crc_of_spans(load<u32>(entry, 4), bytes - SEVERAL_OUTPUTS);
}

/** CRC-16/CCITT-FALSE, one byte. */
export function crc16(crc: u32, byte: u32): u32 {
  crc ^= byte << 8;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
  return crc & 0xffff;
}
