import { boards } from '../../../boards/index.gen.ts';
import { inspect } from '../../inspect/inspect.ts';
import { importModel } from '../../model/import-model.ts';
import { inspectionText } from '../../report/layout/inspection.ts';
import { memoryMapSvg } from '../../report/layout/memory-map-svg.ts';
import { defineCommand } from '../define-command.ts';
import { findBoard } from '../find-board.ts';
import * as options from '../options.ts';
import { writeOutput } from '../read-file.ts';

export default defineCommand({
  command: 'inspect <model>',
  describe: 'operators, shapes, MACs, bytes and RAM of a model, before anything is built',
  builder: (yargs) =>
    yargs
      .positional('model', options.model)
      .option('board', { type: 'string', default: 'pico-emulated', describe: 'whose kernels and memory are shown' })
      .option('passes', { type: 'boolean', default: false, describe: 'what each pass leaves of the model' })
      .option('memory', { type: 'boolean', default: false, describe: 'map of the arena over time' })
      .option('svg', { type: 'string', describe: 'file for that map as a picture' })
      .option('optimize', options.optimize)
      .option('rounding', options.rounding)
      .option('skip-pass', options.skipPass)
      .option('json', options.json),
  handler: async ({ model, board, passes, memory, svg, 'skip-pass': withoutPasses, json, ...rest }) => {
    const inspection = inspect(await importModel(model), {
      ...{ boards, board: findBoard(board).id, withoutPasses, reportsPasses: passes },
      ...{ aim: rest.optimize, rounding: rest.rounding },
    });
    if (svg !== undefined) writeOutput(svg, memoryMapSvg(inspection.memory));
    process.stdout.write(json ? `${JSON.stringify(inspection, null, 2)}\n` : inspectionText(inspection, memory));
  },
});
