import { profileText } from '../../report/layout/profile.ts';
import { defineCommand } from '../define-command.ts';
import { findBoard } from '../find-board.ts';
import * as options from '../options.ts';
import { readInput } from '../read-file.ts';

export default defineCommand({
  command: 'profile <model>',
  describe: 'layers, functions and loops by executed instructions',
  builder: (yargs) =>
    yargs
      .positional('model', options.model)
      .option('board', { type: 'string', default: 'pico-emulated', describe: 'see `picojoule boards`' })
      .option('data', { type: 'string', describe: 'raw input tensors, records back to back; seeded bytes otherwise' })
      .option('count', { type: 'number', default: 1, describe: 'records of --data over which to take the mean' })
      .option('optimize', options.optimize)
      .option('rounding', options.rounding)
      .option('skip-pass', options.skipPass)
      .option('json', options.json),
  handler: async ({ model: path, board: id, data, count, 'skip-pass': withoutPasses, json, ...rest }) => {
    const { optimize: aim, rounding } = rest;
    const { checkCounts } = await import('../check-counts.ts');
    checkCounts({ count });
    const board = findBoard(id);
    const { importModel } = await import('../../model/import-model.ts');
    const { compileGraph } = await import('../../compile/compile-graph.ts');
    const { profileModel } = await import('../../profile/profile.ts');
    const { recordBytes, splitInputs, splitRecords } = await import('../../run/records.ts');
    const { seededInput } = await import('../../run/seeded-input.ts');
    const model = await compileGraph(await importModel(path), { target: board.target, aim, rounding, withoutPasses });
    const records = splitRecords(data === undefined ? seededInput(recordBytes(model)) : readInput(data), model);
    const inputs = records.slice(0, count).map((record) => splitInputs(record, model));
    const profile = await profileModel(model, board, inputs);
    process.stdout.write(
      json
        ? `${JSON.stringify({ schema: 'picojoule.profile/1', board: id, ...profile }, null, 2)}\n`
        : profileText(`${model.name} on ${board.title}`, profile),
    );
  },
});
