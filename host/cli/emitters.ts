import type { NamedBoard } from '../../boards/spec.ts';
import { toBin } from '../aot/format/bin.ts';
import { toElf } from '../aot/format/elf.ts';
import { toHex } from '../aot/format/hex.ts';
import { listing } from '../aot/format/listing.ts';
import { mapFile } from '../aot/format/map.ts';
import { toUf2 } from '../aot/format/uf2.ts';
import type { Image } from '../aot/image.ts';
import type { CompiledModel } from '../compile/compiled-model.ts';
import { buildFirmware } from '../firmware/build-firmware.ts';

type Emitter = (model: CompiledModel, board: NamedBoard) => Promise<Uint8Array | string>;
const ofImage =
  (write: (image: Image, board: NamedBoard) => Uint8Array | string): Emitter =>
  async (model, board) =>
    write(await buildFirmware(model, board), board);

/** Everything that `build --emit` can write. */
export const emitters = {
  uf2: ofImage((image, { uf2 }) => toUf2(image, uf2?.familyId ?? 0)),
  elf: ofImage(toElf),
  bin: ofImage(toBin),
  hex: ofImage(toHex),
  map: ofImage(mapFile),
  listing: ofImage(listing),
  wasm: async ({ wasm }) => wasm,
  as: async ({ source }) => source,
} satisfies Record<string, Emitter>;
