import { join, parse } from 'node:path';
import { defineCommand } from '../define-command.ts';
import { findBoard } from '../find-board.ts';
import * as options from '../options.ts';
import { writeOutput } from '../read-file.ts';

/** Where they are not the form's own name. */
const extensions: Readonly<Record<string, string>> = { as: 'ts', object: 'o' };

export default defineCommand({
  command: 'build <model>',
  describe: 'write the firmware, or a stage of it, to a file',
  builder: (yargs) =>
    yargs
      .positional('model', options.model)
      .option('board', { type: 'string', default: 'pico', describe: 'see `picojoule boards`' })
      .option('emit', {
        choices: ['uf2', 'elf', 'bin', 'hex', 'map', 'listing', 'wasm', 'as', 'c', 'object'] as const,
        describe:
          'firmware (by default in the form its board takes), map, listing, WebAssembly, AssemblyScript; ' +
          'or C99 or an object file, with a header, for firmware of your own',
      })
      .option('target', {
        choices: ['thumbv6m', 'thumbv7em'] as const,
        describe: 'of the object file; that of the board otherwise',
      })
      .option('output', { alias: 'o', type: 'string', describe: 'file; the name of the model otherwise' })
      .option('optimize', options.optimize)
      .option('rounding', options.rounding)
      .option('skip-pass', options.skipPass)
      .option('json', options.json),
  handler: async ({ model: path, board: id, emit: wanted, output, 'skip-pass': withoutPasses, json, ...rest }) => {
    const board = findBoard(id);
    const { importModel } = await import('../../model/import-model.ts');
    const { compileGraph } = await import('../../compile/compile-graph.ts');
    const { emitters } = await import('../emitters.ts');
    const { programmerOf } = await import('../../programmers/shared/programmer-of.ts');
    const emit = wanted ?? programmerOf(board).form;
    const { target = board.target, optimize: aim, rounding } = rest;
    // C knows no instructions of a processor: its kernels are the scalar ones.
    const tuning = emit === 'c' ? {} : { target: emit === 'object' ? target : board.target, aim };
    const model = await compileGraph(await importModel(path), { ...tuning, rounding, withoutPasses });
    const file = output ?? `${model.name}.${extensions[emit] ?? emit}`;
    const { dir, name } = parse(file);
    const { contents, header } = await emitters[emit]({ model, board, target, name });
    writeOutput(file, contents);
    if (header !== undefined) writeOutput(join(dir, `${name}.h`), header);
    const size = Buffer.byteLength(contents);
    process.stdout.write(
      json ? `${JSON.stringify({ file, bytes: size, emit, board: id, rounding })}\n` : `${file}: ${size} bytes\n`,
    );
  },
});
