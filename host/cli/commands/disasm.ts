import { disassemblyText } from '../../report/layout/disassembly.ts';
import { defineCommand } from '../define-command.ts';
import { findBoard } from '../find-board.ts';
import * as options from '../options.ts';

export default defineCommand({
  command: 'disasm <model>',
  describe: 'machine code beside the WebAssembly and the source that it comes from',
  builder: (yargs) =>
    yargs
      .positional('model', options.model)
      .option('board', { type: 'string', default: 'pico', describe: 'see `picojoule boards`' })
      .option('function', {
        type: 'string',
        describe: 'one function, or all whose name ends so; the model’s otherwise',
      })
      .option('optimize', options.optimize)
      .option('rounding', options.rounding)
      .option('skip-pass', options.skipPass)
      .option('json', options.json),
  handler: async ({ model: path, board: id, function: wanted, 'skip-pass': withoutPasses, json, ...rest }) => {
    const { optimize: aim, rounding } = rest;
    const board = findBoard(id);
    const { importModel } = await import('../../model/import-model.ts');
    const { compileGraph } = await import('../../compile/compile-graph.ts');
    const { disassemble } = await import('../../disassembly/disassemble.ts');
    const model = await compileGraph(await importModel(path), { target: board.target, aim, rounding, withoutPasses });
    const functions = await disassemble(model, board, wanted);
    process.stdout.write(json ? `${JSON.stringify({ board: id, functions }, null, 2)}\n` : disassemblyText(functions));
  },
});
