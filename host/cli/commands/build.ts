import { writeFileSync } from 'node:fs';
import type { CommandModule } from 'yargs';
import { findBoard } from '../find-board.ts';

const forms = ['uf2', 'elf', 'bin', 'hex', 'map', 'listing', 'wasm', 'as'] as const;
interface Args {
  model: string;
  board: string;
  emit: (typeof forms)[number];
  output: string;
}

export default {
  command: 'build <model>',
  describe: 'write the firmware, or a stage of it, to a file',
  builder: (yargs) =>
    yargs
      .positional('model', { type: 'string', demandOption: true })
      .option('board', { type: 'string', default: 'pico' })
      .option('emit', { choices: forms, default: 'uf2' })
      .option('output', { alias: 'o', type: 'string', demandOption: true }) as never,
  handler: async ({ model: path, board: id, emit, output }) => {
    const board = findBoard(id);
    const { importModel } = await import('../../model/import-model.ts');
    const { compileGraph } = await import('../../compile/compile-graph.ts');
    const { buildFirmware } = await import('../../firmware/build-firmware.ts');
    const model = await compileGraph(await importModel(path));
    const image = async () => buildFirmware(model, board);
    const emitters: Record<(typeof forms)[number], () => Promise<Uint8Array | string>> = {
      uf2: async () => (await import('../../aot/format/uf2.ts')).toUf2(await image(), board.uf2?.familyId ?? 0),
      elf: async () => (await import('../../aot/format/elf.ts')).toElf(await image()),
      bin: async () => (await import('../../aot/format/bin.ts')).toBin(await image()),
      hex: async () => (await import('../../aot/format/hex.ts')).toHex(await image()),
      map: async () => (await import('../../aot/format/map.ts')).mapFile(await image()),
      listing: async () => (await import('../../aot/format/listing.ts')).listing(await image()),
      wasm: async () => model.wasm,
      as: async () => model.source,
    };
    writeFileSync(output, await emitters[emit]());
  },
} satisfies CommandModule<unknown, Args>;
