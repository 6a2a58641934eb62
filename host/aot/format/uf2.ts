import { ExitCode, ToolError } from '../../errors.ts';
import type { Image } from '../image.ts';
import { toBin } from './bin.ts';

// microsoft/uf2, README: blocks of 512 bytes, each with its own address.
const BLOCK_BYTES = 512;
const PAYLOAD_BYTES = 256;
const MAX_PAYLOAD_BYTES = 476;
const MAGIC_START = 0x0a324655;
const MAGIC_SECOND = 0x9e5d5157;
const MAGIC_END = 0x0ab16f30;
const HAS_FAMILY = 0x2000;
const NOT_MAIN_FLASH = 0x0001;

export interface Uf2 {
  readonly familyId: number;
  readonly blocks: readonly { readonly address: number; readonly bytes: Uint8Array }[];
}

/** The image as a UF2 file for boards of one family. */
export const toUf2 = (image: Image, familyId: number): Uint8Array => {
  const flash = toBin(image);
  const origin = image.segments[0]?.address ?? 0;
  const total = Math.ceil(flash.length / PAYLOAD_BYTES);
  const file = new Uint8Array(total * BLOCK_BYTES);
  const view = new DataView(file.buffer);
  for (let block = 0; block < total; block++) {
    const at = block * BLOCK_BYTES;
    const header = [
      MAGIC_START,
      MAGIC_SECOND,
      HAS_FAMILY,
      origin + block * PAYLOAD_BYTES,
      PAYLOAD_BYTES,
      block,
      total,
      familyId,
    ];
    header.forEach((word, index) => {
      view.setUint32(at + 4 * index, word, true);
    });
    file.set(flash.subarray(block * PAYLOAD_BYTES, (block + 1) * PAYLOAD_BYTES), at + 32);
    view.setUint32(at + BLOCK_BYTES - 4, MAGIC_END, true);
  }
  return file;
};

const damaged = (what: string): ToolError =>
  new ToolError(
    'UF2_DAMAGED',
    ExitCode.Refused,
    `not a usable UF2 file: ${what}`,
    'Build the firmware again: picojoule build MODEL --emit uf2.',
  );

/**
 * Reads a UF2 file whose blocks are complete, in order and of one family.
 * @throws ToolError `UF2_DAMAGED`
 */
export const fromUf2 = (file: Uint8Array): Uf2 => {
  if (file.length === 0 || file.length % BLOCK_BYTES !== 0)
    throw damaged(`${file.length} bytes are not blocks of ${BLOCK_BYTES}`);
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const total = file.length / BLOCK_BYTES;
  const familyId = view.getUint32(28, true);
  const blocks = Array.from({ length: total }, (_, block) => {
    const at = block * BLOCK_BYTES;
    const word = (index: number) => view.getUint32(at + 4 * index, true);
    const isMagic = word(0) === MAGIC_START && word(1) === MAGIC_SECOND && word(127) === MAGIC_END;
    if (!isMagic) throw damaged(`block ${block} lacks its magic numbers`);
    if ((word(2) & HAS_FAMILY) === 0 || word(7) !== familyId)
      throw damaged(`block ${block} names no family, or another`);
    if (word(2) & NOT_MAIN_FLASH) throw damaged(`block ${block} is not for main flash`);
    if (word(5) !== block || word(6) !== total)
      throw damaged(`block ${block} says ${word(5)} of ${word(6)}; the file has ${total}`);
    if (word(4) > MAX_PAYLOAD_BYTES || word(4) === 0) throw damaged(`block ${block} has ${word(4)} bytes`);
    return { address: word(3), bytes: file.slice(at + 32, at + 32 + word(4)) };
  });
  return { familyId, blocks };
};
