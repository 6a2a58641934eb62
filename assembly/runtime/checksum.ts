import { Descriptor, LAYER_BYTES } from '../shared/descriptor';
import { model, output_byte } from './model';

/** One byte of CRC-32 (ISO 3309, reflected polynomial 0xedb88320), four bits a step. */
function step(crc: u32, byte: u32): u32 {
  crc ^= byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & (0 - (crc & 1)));
  return crc;
}

export function crc_of_outputs(): u32 {
  let crc: u32 = 0xffffffff;
  const bytes = model(Descriptor.OUTPUT_BYTES);
  for (let at: u32 = 0; at < bytes; at++) crc = step(crc, output_byte(at));
  return ~crc;
}

export function crc_of_layer(layer: u32): u32 {
  const entry = model(Descriptor.LAYERS) + layer * LAYER_BYTES;
  let at = model(Descriptor.ARENA) + load<u32>(entry, 4);
  const end = at + load<u32>(entry, 8);
  let crc: u32 = 0xffffffff;
  while (at != end) {
    crc = step(crc, load<u8>(at));
    at++;
  }
  return ~crc;
}

/** CRC-16/CCITT-FALSE, one byte. */
export function crc16(crc: u32, byte: u32): u32 {
  crc ^= byte << 8;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
  return crc & 0xffff;
}
