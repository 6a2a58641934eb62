import { ExitCode, ToolError } from '../../errors.ts';
import { metrics } from '../../metrics/index.gen.ts';
import { comparisonForms } from '../../report/comparison/render.ts';
import { defineCommand } from '../define-command.ts';
import { findBoard } from '../find-board.ts';
import { readLabelledSet } from '../labelled-set.ts';
import * as options from '../options.ts';
import { progressOn } from '../progress.ts';
import { ReportedFailure } from '../reported-failure.ts';

type Form = keyof typeof comparisonForms;

/** In a board's place: this machine. */
const NODE = 'node';

const defaultFigures = ['accuracy', 'macs', 'weight_bytes', 'ram_bytes', 'latency', 'energy_per_inference'];

const checkFigures = (ids: readonly string[]): void => {
  const unknown = ids.find((id) => !Object.hasOwn(metrics, id));
  if (unknown !== undefined)
    throw new ToolError(
      'USAGE',
      ExitCode.Usage,
      `--figures: there is no figure "${unknown}"`,
      `Figures: ${Object.keys(metrics).join(', ')}.`,
    );
};

export default defineCommand({
  command: 'compare <models..>',
  describe: 'run several networks on the same data and boards: one table of what each gives up and saves',
  builder: (yargs) =>
    yargs
      .positional('models', { type: 'string', array: true, demandOption: true, describe: '.tflite or .onnx files' })
      .option('board', {
        type: 'string',
        array: true,
        default: ['pico-emulated'],
        describe: 'one or more; see `picojoule boards`; `node` is this machine',
      })
      .option('data', { type: 'string', describe: 'labelled records, raw inputs that all the networks take' })
      .option('labels', { type: 'string', describe: 'one byte per record of --data; name.y.bin beside name.x.bin' })
      .option('figures', { type: 'string', array: true, default: defaultFigures, describe: 'columns, by their ids' })
      .option('verify', { type: 'number', default: 1, describe: 'records of --data that each board repeats' })
      .option('count', { type: 'number', default: 1, describe: 'timed inferences' })
      .option('warmup', { type: 'number', default: 0, describe: 'inferences before them' })
      .option('model-energy', { type: 'boolean', default: true, describe: 'energy by formula, from declared currents' })
      .option('optimize', options.optimize)
      .option('rounding', options.rounding)
      .option('format', { choices: Object.keys(comparisonForms) as Form[], default: 'terminal' as Form })
      .option('json', options.json),
  handler: async (args) => {
    const { checkCounts } = await import('../check-counts.ts');
    checkCounts(args);
    checkFigures(args.figures);
    const boards = args.board.map((id) => (id === NODE ? undefined : findBoard(id)));
    const labelled = readLabelledSet(args.data, args.labels);
    const { compare } = await import('../../compare/compare.ts');
    const progress = progressOn(process.stderr);
    try {
      const entries = await compare({
        models: args.models,
        boards,
        ...(labelled && { labelled }),
        verifyRecords: args.verify,
        count: args.count,
        warmup: args.warmup,
        modelsEnergy: args['model-energy'],
        aim: args.optimize,
        rounding: args.rounding,
        onEntry: (name, board) => {
          progress.end();
          process.stderr.write(`${name}, ${board}\n`);
        },
        onProgress: progress.onProgress,
      });
      progress.end();
      process.stdout.write(comparisonForms[args.json ? 'json' : args.format](entries, args.figures));
      const broken = entries.find(({ failure }) => failure && failure.exitCode !== ExitCode.Refused)?.failure;
      const refused = entries.every(({ failure }) => failure) ? entries[0]?.failure : undefined;
      const failure = broken ?? refused;
      if (failure) throw new ReportedFailure(failure);
    } finally {
      progress.end();
    }
  },
});
