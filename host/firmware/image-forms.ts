import type { BoardSpec } from '../../boards/spec.ts';
import { toBin } from '../aot/format/bin.ts';
import { toElf } from '../aot/format/elf.ts';
import { toHex } from '../aot/format/hex.ts';
import { toUf2 } from '../aot/format/uf2.ts';
import type { Image } from '../aot/image.ts';
import { ExitCode, ToolError } from '../errors.ts';

type Form = (image: Image, board: BoardSpec) => Uint8Array;

/** Files that hold firmware; a programmer takes one of them. */
export const imageForms = {
  bin: toBin,
  elf: toElf,
  hex: toHex,
  uf2: (image, { title, uf2 }) => {
    if (uf2) return toUf2(image, uf2.familyId);
    throw new ToolError('USAGE', ExitCode.Usage, `${title} has no UF2 bootloader`, 'Take another form: --emit elf.');
  },
} satisfies Record<string, Form>;
export type ImageForm = keyof typeof imageForms;
