import type { NamedBoard } from '../../boards/spec.ts';
import type { Target } from '../aot/compile-module.ts';
import { listing } from '../aot/format/listing.ts';
import { mapFile } from '../aot/format/map.ts';
import type { Image } from '../aot/image.ts';
import type { CompiledModel } from '../compile/compiled-model.ts';
import { apiOf } from '../embed/api.ts';
import { cFile } from '../embed/c-file.ts';
import { headerText } from '../embed/header.ts';
import { objectFile } from '../embed/object-file.ts';
import { buildFirmware } from '../firmware/build-firmware.ts';
import { imageForms } from '../firmware/image-forms.ts';

interface EmitRequest {
  readonly model: CompiledModel;
  readonly board: NamedBoard;
  readonly target: Target;
  /** Of the file, without its extension. */
  readonly name: string;
}

interface Emitted {
  readonly contents: Uint8Array | string;
  /** For a second file beside it. */
  readonly header?: string;
}

type Emitter = (request: EmitRequest) => Promise<Emitted>;
const ofImage =
  (write: (image: Image, board: NamedBoard) => Uint8Array | string): Emitter =>
  async ({ model, board }) => ({ contents: write(await buildFirmware(model, board), board) });

const all = {
  uf2: ofImage(imageForms.uf2),
  elf: ofImage(imageForms.elf),
  bin: ofImage(imageForms.bin),
  hex: ofImage(imageForms.hex),
  map: ofImage(mapFile),
  listing: ofImage((image, { target }) => listing(image, target)),
  wasm: async ({ model }) => ({ contents: model.wasm }),
  as: async ({ model }) => ({ contents: model.source }),
  c: async ({ model, name }) => {
    const api = apiOf(model, name);
    return { contents: cFile(model, api, `${name}.h`), header: headerText(model, api) };
  },
  object: async ({ model, name, target }) => {
    const api = apiOf(model, name);
    return { contents: await objectFile(model, api, target), header: headerText(model, api) };
  },
} satisfies Record<string, Emitter>;

/** Everything that `build --emit` can write. */
export const emitters: Readonly<Record<keyof typeof all, Emitter>> = all;
