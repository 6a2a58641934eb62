import type { NamedBoard } from '../../boards/spec.ts';
import { listing } from '../aot/format/listing.ts';
import { mapFile } from '../aot/format/map.ts';
import type { Image } from '../aot/image.ts';
import type { CompiledModel } from '../compile/compiled-model.ts';
import { buildFirmware } from '../firmware/build-firmware.ts';
import { imageForms } from '../firmware/image-forms.ts';

type Emitter = (model: CompiledModel, board: NamedBoard) => Promise<Uint8Array | string>;
const ofImage =
  (write: (image: Image, board: NamedBoard) => Uint8Array | string): Emitter =>
  async (model, board) =>
    write(await buildFirmware(model, board), board);

/** Everything that `build --emit` can write. */
export const emitters = {
  uf2: ofImage(imageForms.uf2),
  elf: ofImage(imageForms.elf),
  bin: ofImage(imageForms.bin),
  hex: ofImage(imageForms.hex),
  map: ofImage(mapFile),
  listing: ofImage((image, { target }) => listing(image, target)),
  wasm: async ({ wasm }) => wasm,
  as: async ({ source }) => source,
} satisfies Record<string, Emitter>;
