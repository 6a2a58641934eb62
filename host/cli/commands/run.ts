import { instruments } from '../../instruments/index.gen.ts';
import { figuresOf } from '../../metrics/figures.ts';
import { reports } from '../../report/index.gen.ts';
import { defineCommand } from '../define-command.ts';
import { environment } from '../environment.ts';
import { findBoard } from '../find-board.ts';
import { readLabelledSet } from '../labelled-set.ts';
import * as options from '../options.ts';
import { progressOn } from '../progress.ts';
import { readInput, writeOutput } from '../read-file.ts';
import { refuseBoardOptions } from '../refuse-board-options.ts';
import { ReportedFailure } from '../reported-failure.ts';

type ReportId = keyof typeof reports;
const reportIds = Object.keys(reports) as ReportId[];
const instrumentIds = Object.keys(instruments) as (keyof typeof instruments)[];

/** In a board's place: this machine. */
const NODE = 'node';

export default defineCommand({
  command: 'run <model>',
  describe: 'compile, flash, verify every byte, time, measure and report',
  builder: (yargs) =>
    yargs
      .positional('model', options.model)
      .option('board', {
        type: 'string',
        default: 'pico-emulated',
        describe: 'see `picojoule boards`; `node` runs it here',
      })
      .option('port', options.port)
      .option('drive', options.drive)
      .option('flash', { type: 'boolean', default: true, describe: '--no-flash: the board runs this model already' })
      .option('input', { type: 'string', describe: 'raw input tensors, records back to back; all run on the board' })
      .option('output', { type: 'string', describe: 'file for the raw output tensors, one record per input record' })
      .option('data', { type: 'string', describe: 'labelled records, for the accuracy in Node' })
      .option('labels', { type: 'string', describe: 'one byte per record of --data; name.y.bin beside name.x.bin' })
      .option('verify', { type: 'number', default: 3, describe: 'records of --data that the board repeats' })
      .option('keep-state', {
        type: 'boolean',
        default: false,
        describe: 'records are frames of one stream: a network with state remembers the earlier ones',
      })
      .option('count', { type: 'number', default: 5, describe: 'timed inferences' })
      .option('warmup', { type: 'number', default: 1, describe: 'inferences before them' })
      .option('instrument', { choices: instrumentIds, describe: 'measure energy' })
      .option('windows', { type: 'number', default: 1, describe: 'energy windows, whose median counts' })
      .option('window-ms', { type: 'number', default: 2000, describe: 'length of a window' })
      .option('model-energy', { type: 'boolean', default: false, describe: 'energy by formula, without instrument' })
      .option('explain', {
        type: 'boolean',
        default: false,
        describe: "each layer's tile, instructions per MAC, what was expected, and what is slow",
      })
      .option('optimize', options.optimize)
      .option('rounding', options.rounding)
      .option('skip-pass', options.skipPass)
      .option('format', { choices: reportIds, default: 'terminal' as ReportId, describe: 'form of the report' })
      .option('json', options.json),
  handler: async (args) => {
    const { checkCounts } = await import('../check-counts.ts');
    checkCounts(args);
    if (args.board === NODE) refuseBoardOptions(args);
    const labelled = readLabelledSet(args.data, args.labels);
    const { run } = await import('../../run.ts');
    const { runInNode } = await import('../../run/run-in-node.ts');
    const progress = progressOn(process.stderr);
    try {
      const request = {
        model: args.model,
        ...(args.input !== undefined && { input: readInput(args.input) }),
        ...(labelled && { labelled }),
        keepsState: args['keep-state'],
        count: args.count,
        warmup: args.warmup,
        rounding: args.rounding,
        withoutPasses: args['skip-pass'],
        onProgress: progress.onProgress,
      };
      const { facts, outputs, failure } =
        args.board === NODE
          ? await runInNode(request)
          : await run({
              ...request,
              board: findBoard(args.board),
              ...(args.port !== undefined && { port: args.port }),
              ...(args.drive !== undefined && { drive: args.drive }),
              isFlashed: !args.flash,
              verifyRecords: args.verify,
              ...(args.instrument && {
                energy: { instrument: args.instrument, windows: args.windows, windowMs: args['window-ms'] },
              }),
              modelsEnergy: args['model-energy'],
              aim: args.optimize,
              explains: args.explain,
            });
      progress.end();
      if (args.output !== undefined) writeOutput(args.output, outputs);
      const report = reports[args.json ? 'json' : args.format];
      const origin = args.input ?? args.data ?? 'seeded bytes (seed 1)';
      process.stdout.write(
        report.render({
          facts,
          figures: figuresOf(facts),
          environment: environment(args.model, origin),
          ...(failure && { failure }),
        }),
      );
      if (failure) throw new ReportedFailure(failure);
    } finally {
      progress.end();
    }
  },
});
