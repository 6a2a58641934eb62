import { boards } from '../../../boards/index.gen.ts';
import { inspect } from '../../inspect.ts';
import { importModel } from '../../model/import-model.ts';
import { inspectionText } from '../../report/layout/inspection.ts';
import { defineCommand } from '../define-command.ts';
import * as options from '../options.ts';

export default defineCommand({
  command: 'inspect <model>',
  describe: 'operators, shapes, MACs, bytes and RAM of a model, before anything is built',
  builder: (yargs) =>
    yargs.positional('model', options.model).option('skip-pass', options.skipPass).option('json', options.json),
  handler: async ({ model, 'skip-pass': withoutPasses, json }) => {
    const inspection = inspect(await importModel(model), boards, withoutPasses);
    process.stdout.write(json ? `${JSON.stringify(inspection, null, 2)}\n` : inspectionText(inspection));
  },
});
