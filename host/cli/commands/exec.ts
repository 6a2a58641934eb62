import { checkCounts } from '../check-counts.ts';
import { defineCommand } from '../define-command.ts';
import * as options from '../options.ts';
import { readInput } from '../read-file.ts';

export default defineCommand({
  command: 'exec <module> [args..]',
  describe: 'run a function of any WebAssembly module, sandboxed, on an emulated core',
  builder: (yargs) =>
    yargs
      .positional('module', { type: 'string', demandOption: true, describe: 'a .wasm file that imports nothing' })
      .positional('args', { type: 'string', array: true, default: [] as string[], describe: 'of the function' })
      .option('invoke', { type: 'string', describe: 'exported function; without it, which there are' })
      .option('target', {
        choices: ['thumbv6m', 'thumbv7em'] as const,
        default: 'thumbv6m' as const,
        describe: 'Cortex-M0+ or Cortex-M4',
      })
      .option('memory-pages', { type: 'number', default: 256, describe: 'of 64 KiB, to which the memory may grow' })
      .option('limit', { type: 'number', default: 1e9, describe: 'instructions that the call may take' })
      .option('json', options.json),
  handler: async (given) => {
    checkCounts(given);
    const { module: path, args, invoke, target, 'memory-pages': memoryPages, limit, json } = given;
    // Behind `--`, where -inf is no option, the parser leaves words for nobody in particular, the command's own first.
    const [, ...behind] = (given as { readonly _?: readonly unknown[] })._ ?? [];
    const { execModule, signature } = await import('../../exec/exec-module.ts');
    const wasm = readInput(path);
    const report = await execModule({
      wasm,
      target,
      args: [...args, ...behind.map(String)],
      memoryPages,
      limit,
      ...(invoke !== undefined && { invoke }),
    });
    if (json) {
      process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
      return;
    }
    const lines =
      invoke === undefined
        ? report.exports.map(({ name, type }) => `${name}${signature(type)}`)
        : report.results.map(({ value }) => value);
    const { instructions, cycles, cyclesAre } = report;
    process.stderr.write(`${instructions} instructions (counted), ${cycles} cycles (${cyclesAre})\n`);
    process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  },
});
