import { defineCommand } from '../define-command.ts';
import { findBoard } from '../find-board.ts';
import * as options from '../options.ts';
import { writeOutput } from '../read-file.ts';

export default defineCommand({
  command: 'build <model>',
  describe: 'write the firmware, or a stage of it, to a file',
  builder: (yargs) =>
    yargs
      .positional('model', options.model)
      .option('board', { type: 'string', default: 'pico', describe: 'see `picojoule boards`' })
      .option('emit', {
        choices: ['uf2', 'elf', 'bin', 'hex', 'map', 'listing', 'wasm', 'as'] as const,
        describe: 'firmware (by default in the form its board takes), map, listing, WebAssembly, or AssemblyScript',
      })
      .option('output', { alias: 'o', type: 'string', describe: 'file; the name of the model otherwise' })
      .option('skip-pass', options.skipPass)
      .option('json', options.json),
  handler: async ({ model: path, board: id, emit: wanted, output, 'skip-pass': withoutPasses, json }) => {
    const board = findBoard(id);
    const { importModel } = await import('../../model/import-model.ts');
    const { compileGraph } = await import('../../compile/compile-graph.ts');
    const { emitters } = await import('../emitters.ts');
    const { programmerOf } = await import('../../programmers/shared/programmer-of.ts');
    const emit = wanted ?? programmerOf(board).form;
    const model = await compileGraph(await importModel(path), { withoutPasses });
    const bytes = await emitters[emit](model, board);
    const file = output ?? `${model.name}.${emit === 'as' ? 'ts' : emit}`;
    writeOutput(file, bytes);
    const size = Buffer.byteLength(bytes);
    process.stdout.write(
      json ? `${JSON.stringify({ file, bytes: size, emit, board: id })}\n` : `${file}: ${size} bytes\n`,
    );
  },
});
