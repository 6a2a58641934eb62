import { readFileSync, writeFileSync } from 'node:fs';
import type { CommandModule } from 'yargs';
import { findBoard } from '../find-board.ts';

interface Args {
  model: string;
  board: string;
  input: string | undefined;
  output: string | undefined;
  count: number;
  instrument: 'ina219' | undefined;
  windowMs: number;
  json: boolean;
}

export default {
  command: 'run <model>',
  describe: 'compile, flash, verify, time and report',
  builder: (yargs) =>
    yargs
      .positional('model', { type: 'string', demandOption: true, describe: 'an int8 .tflite file' })
      .option('board', { type: 'string', default: 'pico-emulated', describe: 'an emulated board' })
      .option('input', { type: 'string', describe: 'raw tensors, records back to back; seeded bytes otherwise' })
      .option('output', { type: 'string', describe: 'file for the raw outputs' })
      .option('count', { type: 'number', default: 3, describe: 'timed inferences' })
      .option('instrument', { choices: ['ina219'] as const, describe: 'measure energy with this sensor' })
      .option('window-ms', { type: 'number', default: 2000, describe: 'length of the energy window' })
      .option('json', { type: 'boolean', default: false, describe: 'one JSON document on stdout' }) as never,
  handler: async (args) => {
    const { run } = await import('../../run.ts');
    const { figuresOf } = await import('../../run/figures.ts');
    const { reports } = await import('../../report/index.gen.ts');
    const result = await run({
      model: args.model,
      board: findBoard(args.board),
      ...(args.input !== undefined && { input: readFileSync(args.input) }),
      count: args.count,
      ...(args.instrument && { instrument: args.instrument }),
      windowMs: args.windowMs,
      onProgress: (step) => process.stderr.write(`${step}\n`),
    });
    if (args.output !== undefined) writeFileSync(args.output, result.outputs);
    const report = args.json ? reports.json : reports.terminal;
    process.stdout.write(report.render(result.facts, figuresOf(result.facts)));
  },
} satisfies CommandModule<unknown, Args>;
