import { ExitCode, ToolError } from '../../errors.ts';
import { importModel } from '../../model/import-model.ts';
import { roundings } from '../../model/rounding.ts';
import { verificationText } from '../../report/layout/verification.ts';
import type { Verification } from '../../verify/verify.ts';
import { defineCommand } from '../define-command.ts';
import { findBoard } from '../find-board.ts';
import { readLabelledSet } from '../labelled-set.ts';
import * as options from '../options.ts';
import { progressOn } from '../progress.ts';
import { readInput } from '../read-file.ts';

export default defineCommand({
  command: 'verify <model>',
  describe: 'compare with TensorFlow Lite, layer by layer, and with a board',
  builder: (yargs) =>
    yargs
      .positional('model', options.model)
      .option('input', { type: 'string', describe: 'raw input tensors, records back to back' })
      .option('data', { type: 'string', describe: 'labelled records, for both accuracies' })
      .option('labels', { type: 'string', describe: 'one byte per record of --data; name.y.bin beside name.x.bin' })
      .option('records', { type: 'number', default: 100, describe: 'how many of them' })
      .option('board', {
        type: 'string',
        describe: 'also run three records there, every layer; see `picojoule boards`',
      })
      .option('port', options.port)
      .option('drive', options.drive)
      .option('rounding', { choices: roundings, describe: 'of what runs here; both, one after the other, otherwise' })
      .option('json', options.json),
  handler: async ({ model, input, data, labels, records: limit, board, port, drive, rounding, json }) => {
    if (!(limit >= 1)) throw new ToolError('USAGE', ExitCode.Usage, `--records ${limit}`, 'Give a number from 1 on.');
    const labelled = readLabelledSet(data, labels);
    const { sampleRecords } = await import('../../verify/records.ts');
    const { verify } = await import('../../verify/verify.ts');
    const { isFault } = await import('../../verify/verdict.ts');
    const graph = await importModel(model);
    const bytes = input === undefined ? labelled?.records : readInput(input);
    const records = sampleRecords(graph, bytes, limit);
    const request = { graph, records, ...(labelled && { labels: labelled.labels }) };
    const verifications: Verification[] = [];
    for (const way of rounding ? [rounding] : roundings)
      verifications.push(await verify({ ...request, rounding: way }));
    process.stdout.write(
      json ? `${JSON.stringify(verifications, null, 2)}\n` : verifications.map(verificationText).join('\n'),
    );
    if (board !== undefined) {
      const { run } = await import('../../run.ts');
      const progress = progressOn(process.stderr);
      try {
        const { facts } = await run({
          ...{ model, board: findBoard(board), verifyRecords: 3, count: 1, warmup: 0, onProgress: progress.onProgress },
          ...(rounding && { rounding }),
          ...(port !== undefined && { port }),
          ...(drive !== undefined && { drive }),
          input: Buffer.concat(records.slice(0, 3).flat()),
        });
        process.stderr.write(
          `${board}: ${facts.verified?.records} records equal to Node, in all ${facts.verified?.layers} layers\n`,
        );
      } finally {
        progress.end();
      }
    }
    if (verifications.some(({ layers }) => layers.some(isFault)))
      throw new ToolError(
        'LAYERS_DIFFER',
        ExitCode.CheckFailed,
        'an operator differs by more than rounding explains',
        'Report it with the model and the record: one of the two is wrong.',
      );
  },
});
