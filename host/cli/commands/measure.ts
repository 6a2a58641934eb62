import { instruments } from '../../instruments/index.gen.ts';
import { figuresOf } from '../../metrics/figures.ts';
import { reports } from '../../report/index.gen.ts';
import { checkCounts } from '../check-counts.ts';
import { defineCommand } from '../define-command.ts';
import { environment } from '../environment.ts';
import { findBoard } from '../find-board.ts';
import * as options from '../options.ts';
import { progressOn } from '../progress.ts';

const instrumentIds = Object.keys(instruments) as (keyof typeof instruments)[];

export default defineCommand({
  command: 'measure',
  describe: 'time, and measure the energy of, a board that already runs our firmware',
  builder: (yargs) =>
    yargs
      .option('board', { type: 'string', default: 'pico', describe: 'see `picojoule boards`' })
      .option('port', options.port)
      .option('count', { type: 'number', default: 5, describe: 'timed inferences' })
      .option('warmup', { type: 'number', default: 1, describe: 'inferences before them' })
      .option('instrument', { choices: instrumentIds, describe: 'measure energy' })
      .option('windows', { type: 'number', default: 5, describe: 'energy windows, whose median counts' })
      .option('window-ms', { type: 'number', default: 10_000, describe: 'length of a window' })
      .option('json', options.json),
  handler: async (args) => {
    checkCounts(args);
    const { measureBoard } = await import('../../measure.ts');
    const { findPort } = await import('../../run/find-port.ts');
    const board = findBoard(args.board);
    const progress = progressOn(process.stderr);
    try {
      const facts = await measureBoard({
        board,
        port: await findPort(board, args.port),
        count: args.count,
        warmup: args.warmup,
        ...(args.instrument && {
          energy: { instrument: args.instrument, windows: args.windows, windowMs: args['window-ms'] },
        }),
        onProgress: progress.onProgress,
      });
      progress.end();
      const report = args.json ? reports.json : reports.terminal;
      const origin = 'what the board held';
      process.stdout.write(
        report.render({ facts, figures: figuresOf(facts), environment: environment(undefined, origin) }),
      );
    } finally {
      progress.end();
    }
  },
});
