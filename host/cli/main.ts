import yargs from 'yargs';
import { ExitCode, ToolError } from '../errors.ts';
import { commands } from './commands/index.gen.ts';
import { ReportedFailure } from './reported-failure.ts';

/** The command line. Its help is also the README's. */
export const parserOf = (argv: readonly string[]) =>
  yargs([...argv])
    .scriptName('picojoule')
    .usage('$0 COMMAND: a tiny quantised network on a microcontroller, and what it costs there')
    .command(Object.values(commands))
    .demandCommand(1, 'a command is needed')
    .strict()
    .recommendCommands()
    .exitProcess(false)
    .fail((message: string, error: Error | undefined) => {
      throw error ?? new ToolError('USAGE', ExitCode.Usage, message, 'See picojoule --help.');
    });

/** Parses, runs one command, and decides the exit code: the only place that does. */
export const main = async (argv: readonly string[]): Promise<number> => {
  try {
    await parserOf(argv).parseAsync();
    return ExitCode.Done;
  } catch (error) {
    return report(error, argv);
  }
};

const isJson = (argv: readonly string[]): boolean =>
  argv.includes('--json') || argv.includes('--format=json') || argv[argv.indexOf('--format') + 1] === 'json';

/** Expected failures have a code, a message and a next step; anything else is our bug and prints its stack. */
const report = (error: unknown, argv: readonly string[]): number => {
  const failure = error instanceof ReportedFailure ? error.cause : error;
  if (!(failure instanceof ToolError)) {
    process.stderr.write(`${failure instanceof Error ? failure.stack : String(failure)}\n`);
    return ExitCode.Bug;
  }
  const { code, message, remedy, exitCode } = failure;
  if (isJson(argv) && failure === error)
    process.stdout.write(`${JSON.stringify({ error: { code, message, remedy, exitCode } })}\n`);
  process.stderr.write(`error[${code}]: ${message}\nhelp: ${remedy}\n`);
  return exitCode;
};
